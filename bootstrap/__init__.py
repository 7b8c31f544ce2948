"""From a bare machine to a running bench. Python standard library only, but for wsgi.py."""
