"""The collective act of acceptance, in chapters: opening, declaring, findings, decision, aftermath, and changes of the body.

goods.py and works.py put the chapters together; what they share stands here once.
"""
