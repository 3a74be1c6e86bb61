"""HTTP routes: health, webhooks in, the pay page, downloads, sessions, uploads, the web pages.

Each file offers one factory that takes what its routes need and returns them; the composition
root puts them together behind the edge.
"""
