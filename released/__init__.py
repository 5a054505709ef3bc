"""Reading a release of indicators: standard library alone, so that it runs on any Python from 3.10 on."""
