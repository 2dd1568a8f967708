"""The service map: coordinates, reading map files, what stands on the map, clusters and coverage."""
