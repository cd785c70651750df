"""Rights records: the queue and the page of one."""
