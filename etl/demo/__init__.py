"""The demo: a made-up life of this project, taken through the real way in simulated time. All of it is synthetic.

The one place in the product that names sheets, columns and partners of one project: it is that project's story.
"""
