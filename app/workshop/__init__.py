"""The certificate workshop: designs of certificates as data, checked, drawn, changed on screen."""
