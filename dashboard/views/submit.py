from dashboard.frame import show_footer, show_masthead

show_masthead("x")
show_footer()
