"""What is asked: the strict reader of ``templates/concepts`` and its frozen objects."""
