package im.parley.sdk;

import java.util.List;

/// A page of what a search found.
///
/// @param totalCount of all pages
/// @param cursor asks for the next page; empty at the end
public record NameSearchResult<T>(int totalCount, String cursor, List<T> searchResultList) {}
