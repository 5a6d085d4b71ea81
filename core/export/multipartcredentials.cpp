// SPDX-License-Identifier: MIT
#include "core/export/multipartcredentials.h"

#include "core/capture/redactedtext.h"
#include "core/export/urlcredentials.h"
#include "core/webhook/formparts.h"

#include <QByteArrayView>

#include <algorithm>

namespace kaunt {

namespace {

constexpr qsizetype longestHead = 1'000;

/// The line that stands before the part with this field; empty where that was cut.
QByteArrayView delimiterBefore(QByteArrayView text, qsizetype field)
{
    QByteArrayView before = text.first(field).last(std::min(longestHead, field));
    while (!before.isEmpty()) {
        const qsizetype begin = before.chopped(1).lastIndexOf('\n') + 1;
        const QByteArrayView line = before.sliced(begin).trimmed();
        if (line.isEmpty())
            break; // of another head
        if (line.startsWith("--"))
            return line.size() > 2 ? line : QByteArrayView();
        before = before.first(begin);
    }
    return {};
}

/// Whether a line that begins with hyphens is the last, or has the head of another part behind it.
bool looksLikeDelimiter(QByteArrayView line)
{
    constexpr QByteArrayView ofHead("content-");
    const qsizetype feed = line.indexOf('\n');
    const QByteArrayView behind = feed < 0 ? QByteArrayView() : line.sliced(feed + 1);
    return behind.isEmpty() ||
           behind.first(std::min(behind.size(), ofHead.size())).compare(ofHead, Qt::CaseInsensitive) == 0;
}

/// Of a part whose delimiter is not known.
qsizetype endOfCutValue(const QByteArray& text, qsizetype from)
{
    constexpr QByteArrayView atLineStart("\n--");
    for (qsizetype feed = text.indexOf(atLineStart, from); feed >= 0; feed = text.indexOf(atLineStart, feed + 1)) {
        if (looksLikeDelimiter(QByteArrayView(text).sliced(feed + 1)))
            return feed > from && text.at(feed - 1) == '\r' ? feed - 1 : feed;
    }
    return text.size();
}

/// Before the line end that belongs to the delimiter; the text's end where it was cut.
qsizetype endOfValue(const QByteArray& text, qsizetype from, QByteArrayView delimiter)
{
    if (delimiter.isEmpty())
        return endOfCutValue(text, from);
    const auto next = nextDelimiter(text, from, delimiter);
    return next ? std::max(next->begin, from) : text.size();
}

} // namespace

void redactFormParts(QByteArray& text, QSet<QString>& found)
{
    const QByteArray lower = text.toLower();
    QByteArray out;
    qsizetype from = 0;
    qsizetype looked = 0;
    for (qsizetype at = lower.indexOf(dispositionField); at >= 0;
         at = lower.indexOf(dispositionField, std::max(looked, at + 1))) {
        const auto disposition = dispositionAt(text, at);
        if (!disposition)
            continue;
        looked = disposition->end;
        const auto name = std::find_if(disposition->names.cbegin(), disposition->names.cend(),
                                       [](const QByteArray& one) { return namesCredentialMember(one); });
        if (name == disposition->names.cend())
            continue;
        const qsizetype begin = beginOfPartValue(text, disposition->end);
        if (begin < 0)
            break;
        const QByteArrayView delimiter = delimiterBefore(text, at);
        // A mail that is told of has such fields, too, and nothing ends where its text would.
        if (delimiter.isEmpty() && disposition->type != "form-data")
            continue;
        const qsizetype end = endOfValue(text, begin, delimiter);
        looked = end;
        const QByteArrayView value = QByteArrayView(text).sliced(begin, end - begin);
        if (value.trimmed().isEmpty() || value == QByteArrayView(redactedText))
            continue;
        out += text.mid(from, begin - from) + redactedText;
        from = end;
        found.insert(toldName(*name, "_-.$[]"));
    }
    text = from == 0 ? text : out + text.mid(from);
}

} // namespace kaunt
