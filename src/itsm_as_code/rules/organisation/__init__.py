"""ORG: an IT organisation in which every function, role and contact is somebody's."""
