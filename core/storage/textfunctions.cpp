// SPDX-License-Identifier: MIT
#include "core/storage/textfunctions.h"

#include "core/storage/deliverycodec.h"
#include "core/storage/textpart.h"
#include "core/webhook/bodycontent.h"
#include "core/webhook/jsonpath.h"
#include "core/webhook/jsonvalue.h"
#include "core/webhook/probemark.h"

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

constexpr qsizetype mostUnpacked = qsizetype{1} << 20;

/// As nearly all are, which is seen by a look at them: a log has a million of these.
bool isPlainJson(QByteArrayView body, QByteArrayView headers)
{
    static const TextPart coding("content-encoding");
    const bool looksLikeJson = body.isEmpty() || body.front() == '{' || body.front() == '[';
    return looksLikeJson && !coding.isIn(headers);
}

QByteArray besideBytes(QByteArrayView body, QByteArrayView headers)
{
    if (isPlainJson(body, headers))
        return {};
    return textBesideBytes(body.toByteArray(), decodeHeaders(headers.toByteArray()), mostUnpacked);
}

bool isInContent(const TextPart& part, QByteArrayView body, QByteArrayView headers)
{
    return part.isInJson(body) || part.isInJson(besideBytes(body, headers));
}

void matchContent(sqlite3_context* context, int, sqlite3_value** values)
{
    for (int i = 0; i < 3; ++i) {
        if (sqlite3_value_type(values[i]) == SQLITE_NULL)
            return;
    }
    const auto* kept = static_cast<const TextPart*>(sqlite3_get_auxdata(context, 2));
    if (kept) {
        sqlite3_result_int(context, isInContent(*kept, bytesOf(values[0]), bytesOf(values[1])) ? 1 : 0);
        return;
    }
    auto part = std::make_unique<TextPart>(bytesOf(values[2]));
    sqlite3_result_int(context, isInContent(*part, bytesOf(values[0]), bytesOf(values[1])) ? 1 : 0);
    sqlite3_set_auxdata(context, 2, part.release(), deletePart);
}

/// What payload_has() looks for.
struct SoughtField {
    QString path;
    QByteArray value;
    TextPart part; ///< which a body that has the value has too, and which is found without reading its JSON

    [[nodiscard]] bool isIn(const QByteArray& body) const
    {
        if (!part.isInJson(body))
            return false;
        const auto json = parseJson(body);
        const JsonValue* found = json ? jsonValueAt(*json, path) : nullptr;
        if (!found)
            return false;
        return found->isString() ? found->text.toUtf8() == value
                                 : QByteArrayView(body).sliced(found->offset, found->length) == value;
    }
};

void deleteSoughtField(void* sought)
{
    delete static_cast<SoughtField*>(sought);
}

void matchPayloadField(sqlite3_context* context, int, sqlite3_value** values)
{
    constexpr int valueAt = 3;
    for (int i = 0; i <= valueAt; ++i) {
        if (sqlite3_value_type(values[i]) == SQLITE_NULL)
            return;
    }
    const auto* kept = static_cast<const SoughtField*>(sqlite3_get_auxdata(context, valueAt));
    std::unique_ptr<SoughtField> made;
    if (!kept) {
        const QByteArray value = bytesOf(values[valueAt]).toByteArray();
        made =
            std::make_unique<SoughtField>(SoughtField{QString::fromUtf8(bytesOf(values[2])), value, TextPart(value)});
        kept = made.get();
    }
    const QByteArray body = bytesOf(values[0]).toByteArray();
    const QByteArrayView headers = bytesOf(values[1]);
    const bool isFound = kept->isIn(
        isPlainJson(body, headers) ? body
                                   : readShownContent(body, decodeHeaders(headers.toByteArray()), mostUnpacked).bytes);
    sqlite3_result_int(context, isFound ? 1 : 0);
    if (made)
        sqlite3_set_auxdata(context, valueAt, made.release(), deleteSoughtField);
}

void give(sqlite3_context* context, const QByteArray& text)
{
    sqlite3_result_text64(context, text.constData(), static_cast<sqlite3_uint64>(text.size()), SQLITE_TRANSIENT,
                          SQLITE_UTF8);
}

void fold(sqlite3_context* context, int, sqlite3_value** values)
{
    if (sqlite3_value_type(values[0]) != SQLITE_NULL)
        give(context, foldedJson(bytesOf(values[0])));
}

void foldContent(sqlite3_context* context, int, sqlite3_value** values)
{
    if (sqlite3_value_type(values[0]) == SQLITE_NULL)
        return;
    QByteArray text = foldedJson(bytesOf(values[0]));
    if (const QByteArray beside = besideBytes(bytesOf(values[0]), bytesOf(values[1])); !beside.isEmpty())
        text += '\n' + foldedJson(beside);
    give(context, text);
}

void tellOurOwn(sqlite3_context* context, int, sqlite3_value** values)
{
    const bool hasNotes = sqlite3_value_type(values[0]) != SQLITE_NULL; // as few have
    sqlite3_result_int(context, hasNotes && isOurOwn(decodeNotes(bytesOf(values[0]).toByteArray())) ? 1 : 0);
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
          add("contains_json", 2, &match<&TextPart::isInJson>), add("contains_content", 3, &matchContent),
          add("payload_has", 4, &matchPayloadField), add("folded_json", 1, &fold),
          add("folded_content", 2, &foldContent), add("is_our_own", 1, &tellOurOwn)}) {
        if (result != SQLITE_OK)
            return result;
    }
    return SQLITE_OK;
}

} // namespace kaunt
