-- How many groups of a type somebody has: back ends are told before there is one more.
CREATE INDEX chat_group_of_owner ON chat_group (owner, type) WHERE owner IS NOT NULL;
