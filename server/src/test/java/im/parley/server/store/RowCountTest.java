package im.parley.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class RowCountTest {
    private final AppStore store = TestDatabase.newApp();

    private void insert(String type, int count) {
        store.jdbi().useHandle(handle -> handle.execute("""
                INSERT INTO chat_group (id, group_id, type, name, created_at, info_at, max_members, join_option, invite_option)
                SELECT (SELECT coalesce(max(id), 0) FROM chat_group) + n, ? || n, ?, '', 0, 0, 0, '', ''
                FROM generate_series(1, ?) AS n
                """, type, type, count));
    }

    @Test
    void few_are_counted_and_many_are_estimated() {
        assertThat(RowCount.of(store.jdbi(), "chat_group")).isEqualTo(new RowCount(0, false));
        assertThat(RowCount.by(store.jdbi(), "chat_group", "type")).isEmpty();
        insert("Public", 7_500);
        insert("Private", 2_500);
        assertThat(RowCount.of(store.jdbi(), "chat_group")).isEqualTo(new RowCount(10_000, false));
        assertThat(RowCount.by(store.jdbi(), "chat_group", "type"))
                .isEqualTo(Map.of("Public", new RowCount(7_500, false), "Private", new RowCount(2_500, false)));

        insert("Community", 10_000);
        store.jdbi().useHandle(handle -> handle.execute("ANALYZE chat_group"));
        var all = RowCount.of(store.jdbi(), "chat_group");
        assertThat(all.isEstimate()).isTrue();
        assertThat(all.rows()).isCloseTo(20_000, Percentage.withPercentage(10));
        var byType = RowCount.by(store.jdbi(), "chat_group", "type");
        assertThat(byType).containsOnlyKeys("Public", "Private", "Community");
        assertThat(byType.get("Community").isEstimate()).isTrue();
        assertThat(byType.get("Community").rows()).isCloseTo(10_000, Percentage.withPercentage(15));
    }
}
