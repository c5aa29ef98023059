package im.parley.server;

/// Writes `docs/config.md` from [ConfigKey].
final class ConfigReference {
    private static final String HEAD = """
            # Configuration

            <!-- Written by ConfigReference from ConfigKey; change it there. -->

            Each value is looked for in this order:

            1. a flag of `./parley start`, such as `--port 9000`;
            2. an environment variable, such as `PARLEY_PORT=9000`. Several apps or settings are separated by `;`;
            3. a line of the configuration file, such as `port = 9000`: the file that `--config` or `PARLEY_CONFIG` names,
               otherwise `parley.conf` in the data folder. Apps and settings have a line each:
               `app.1400000001 = KEY`, `set.login.maxWebInstances = 3`;
            4. the default.

            Apps and settings from all places count together; where two name the same one, the first in this order wins.
            Relative folders are relative to where the server is started. Times are written `500ms`, `30s`, `5m`, `2h`.

            Console settings given with `set` are stored at every start, over what the console or the REST API stored
            before.

            """;

    private ConfigReference() {}

    static String markdown() {
        var page = new StringBuilder(HEAD);
        page.append("| flag and file key | environment | default | meaning |\n| --- | --- | --- | --- |\n");
        for (var key : ConfigKey.values()) {
            page.append("| `")
                    .append(key.flag())
                    .append(' ')
                    .append(key.placeholder().replace("|", "\\|"))
                    .append("` | `")
                    .append(key.variable())
                    .append("` | ")
                    .append(key.standard() == null ? "" : "`" + key.standard() + "`")
                    .append(" | ")
                    .append(key.description())
                    .append(" |\n");
        }
        return page.toString();
    }
}
