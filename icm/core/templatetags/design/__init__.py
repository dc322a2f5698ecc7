"""The design system's components as template tags, loaded everywhere. The gallery at /components/ shows each one.

A tag takes values and never a request; it asks the database nothing. Class names stand in the templates it names.
"""

from django import template

from icm.core.templatetags.design import asking, charts, content, shell

register = template.Library()
for part in (shell, content, asking, charts):
    register.tags.update(part.register.tags)
    register.filters.update(part.register.filters)
