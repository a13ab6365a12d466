"""Live meetings in which everybody is heard, and whose outcome stands in the thread when they end.

A *workshop* has an agenda of *phases* and *items* (what is to be agreed on), and *seats* for the people in it. *Cards* are
written in silence and lie locked until all are turned over; *turns* give everybody the word; *ground rules* are promised before.

rules: the course of a meeting, without database, clock or chance. agendas: the templates, as values.
"""
