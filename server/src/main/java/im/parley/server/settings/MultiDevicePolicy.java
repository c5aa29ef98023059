package im.parley.server.settings;

/// Which kinds of terminals of one user may be online together.
public enum MultiDevicePolicy {
    /// One kind at all.
    SINGLE,

    /// One kind of phone, tablet or computer, and beside it web pages.
    DOUBLE,

    /// One kind of phone or tablet, one kind of computer, and beside them web pages.
    TRIPLE,

    /// All kinds.
    MULTI
}
