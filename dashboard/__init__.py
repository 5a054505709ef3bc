"""The pages: charts, texts, sign-in and roles, drawn from release files."""
