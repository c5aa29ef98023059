package im.parley.server.relation;

import java.sql.Array;
import java.sql.SQLException;
import java.util.List;

/// Reads what several queries of this package have in common.
final class Rows {
    private Rows() {}

    static List<String> texts(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }
}
