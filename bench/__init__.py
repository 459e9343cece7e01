"""How fast the pages are, measured on the running product: `make bench`. No part of the product, and no test."""
