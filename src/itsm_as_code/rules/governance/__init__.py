"""GOV: exceptions, risks and improvements that somebody answers for."""
