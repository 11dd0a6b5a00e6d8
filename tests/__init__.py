"""Tests of the generator and of the site that it builds."""
