"""SVC: services that somebody answers for, that are described, agreed and paid for."""
