"""Official papers of a batch: what each says, which fields it may use, its template to be edited in Word."""
