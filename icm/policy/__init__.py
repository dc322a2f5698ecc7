"""Pure policy: what the law and the guidance say, and nothing that needs a database or a clock.

Dated and cited values, three-valued checks, rules and their outcomes, the facts a rule may ask for,
the Scottish calendar and sentence arithmetic. It imports neither Django nor any other part of the
project, so a policy owner can read it and a lawyer can check its tests.
"""
