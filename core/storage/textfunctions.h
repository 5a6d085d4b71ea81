// SPDX-License-Identifier: MIT
#pragma once

struct sqlite3;

namespace kaunt {

/// Gives a connection TextPart as functions of SQL, for text and blobs alike; of null they make null:
/// contains_text(text, part), begins_text(text, part), contains_json(json, part), contains_content(body, headers, part)
/// which looks into what textBesideBytes() gives as well (of what is packed, the first MiB), and for the search index
/// folded_json(text) and folded_content(body, headers). payload_has(body, headers, path, value) says whether that is
/// what stands there, as payloadValues() tells it, in what is as much of the body. Likewise isOurOwn():
/// is_our_own(notes), 0 of null. SQLite's result code.
[[nodiscard]] int addTextFunctions(sqlite3* connection);

} // namespace kaunt
