"""Marks from elsewhere, made annotations on the document at hand. The room stands above ``export``, whose own forms it
reads back.
"""
