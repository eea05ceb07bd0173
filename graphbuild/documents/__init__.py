"""Reading articles: files, folders, tables of articles and standard input become documents, one by one."""

from graphbuild.documents.reading import read_documents

__all__ = ["read_documents"]
