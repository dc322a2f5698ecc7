"""Integrated Case Management: the project's wiring, its floor and its roof.

The floor (`policy`, `core`, `people`) knows nothing of any one domain; the roof (`clocks`, `pages`,
`demo` and later `kiosk`, `family`, `api`) brings the domains together. The domains themselves
(`casework`, `risk`, ...) stand beside this package.
"""
