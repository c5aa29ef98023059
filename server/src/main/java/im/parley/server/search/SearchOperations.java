package im.parley.server.search;

import im.parley.protocol.message.SearchMessages;
import im.parley.server.operation.OperationTable;

/// The operations of the search.
public final class SearchOperations {
    private final SearchService service;

    public SearchOperations(SearchService service) {
        this.service = service;
    }

    public void addTo(OperationTable.Builder table) {
        table.on(SearchMessages.class, service::search);
    }
}
