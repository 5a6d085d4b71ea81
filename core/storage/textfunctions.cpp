// SPDX-License-Identifier: MIT
#include "core/storage/textfunctions.h"

#include "core/storage/textpart.h"

#include <memory>
#include <sqlite3.h>

namespace kaunt {

namespace {

/// As it stands in the database, which is in UTF-8.
QByteArrayView bytesOf(sqlite3_value* value)
{
    const void* bytes = sqlite3_value_blob(value); // before its length is asked for
    return {static_cast<const char*>(bytes), sqlite3_value_bytes(value)};
}

void deletePart(void* part)
{
    delete static_cast<TextPart*>(part);
}

/// https://www.sqlite.org/c3ref/get_auxdata.html: the part that is looked for is made once for all rows.
template <bool (TextPart::*matches)(QByteArrayView) const>
void match(sqlite3_context* context, int, sqlite3_value** values)
{
    if (sqlite3_value_type(values[0]) == SQLITE_NULL || sqlite3_value_type(values[1]) == SQLITE_NULL)
        return;
    const auto* kept = static_cast<const TextPart*>(sqlite3_get_auxdata(context, 1));
    if (kept) {
        sqlite3_result_int(context, (kept->*matches)(bytesOf(values[0])) ? 1 : 0);
        return;
    }
    auto part = std::make_unique<TextPart>(bytesOf(values[1]));
    sqlite3_result_int(context, ((*part).*matches)(bytesOf(values[0])) ? 1 : 0);
    sqlite3_set_auxdata(context, 1, part.release(), deletePart);
}

void fold(sqlite3_context* context, int, sqlite3_value** values)
{
    if (sqlite3_value_type(values[0]) == SQLITE_NULL)
        return;
    const QByteArray text = foldedJson(bytesOf(values[0]));
    sqlite3_result_text64(context, text.constData(), static_cast<sqlite3_uint64>(text.size()), SQLITE_TRANSIENT,
                          SQLITE_UTF8);
}

} // namespace

int addTextFunctions(sqlite3* connection)
{
    constexpr int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS;
    const auto add = [&](const char* name, int values, void (*function)(sqlite3_context*, int, sqlite3_value**)) {
        return sqlite3_create_function_v2(connection, name, values, flags, nullptr, function, nullptr, nullptr,
                                          nullptr);
    };
    for (const int result :
         {add("contains_text", 2, &match<&TextPart::isIn>), add("begins_text", 2, &match<&TextPart::begins>),
          add("contains_json", 2, &match<&TextPart::isInJson>), add("folded_json", 1, &fold)}) {
        if (result != SQLITE_OK)
            return result;
    }
    return SQLITE_OK;
}

} // namespace kaunt
