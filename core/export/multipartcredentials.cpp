// SPDX-License-Identifier: MIT
#include "core/export/multipartcredentials.h"

#include "core/capture/redactedtext.h"
#include "core/export/urlcredentials.h"

#include <QByteArrayView>

#include <algorithm>

namespace kaunt {

namespace {

constexpr QByteArrayView nameParameter("; name=\"");
constexpr qsizetype longestLine = 1'000;

/// Of the field, in a line such as 'Content-Disposition: form-data; name="token"; filename="a"'; empty for none.
QByteArrayView fieldName(QByteArrayView line)
{
    const qsizetype at = line.indexOf(nameParameter);
    if (at < 0)
        return {};
    const QByteArrayView name = line.sliced(at + nameParameter.size());
    return name.first(std::max(name.indexOf('"'), qsizetype{0}));
}

/// Behind the empty line that ends the fields of a part; the text's end where there is none.
qsizetype beginOfValue(const QByteArray& text, qsizetype from)
{
    for (qsizetype feed = text.indexOf('\n', from); feed >= 0; feed = text.indexOf('\n', feed + 1)) {
        const QByteArrayView next = QByteArrayView(text).sliced(feed + 1);
        if (next.startsWith("\r\n") || next.startsWith('\n'))
            return feed + 1 + (next.startsWith('\n') ? 1 : 2);
    }
    return text.size();
}

/// The line that stands before the part with these fields, without its end; where that was cut, how each begins.
QByteArrayView boundaryBefore(QByteArrayView text, qsizetype fields)
{
    constexpr QByteArrayView dashes("--");
    QByteArrayView before = text.first(fields).last(std::min(longestLine, fields));
    while (!before.isEmpty()) {
        const qsizetype begin = before.chopped(1).lastIndexOf('\n') + 1;
        const QByteArrayView line = before.sliced(begin).trimmed();
        if (line.startsWith(dashes))
            return line;
        before = before.first(begin);
    }
    return dashes;
}

/// Before the line end that belongs to the boundary; the text's end where it was cut.
qsizetype endOfValue(const QByteArray& text, qsizetype from, QByteArrayView boundary)
{
    const qsizetype feed = text.indexOf('\n' + boundary.toByteArray(), std::max(from - 1, qsizetype{0}));
    if (feed < 0)
        return text.size();
    return feed > from && text.at(feed - 1) == '\r' ? feed - 1 : std::max(feed, from);
}

} // namespace

void redactFormParts(QByteArray& text, QSet<QString>& found)
{
    constexpr QByteArrayView disposition("content-disposition: form-data");
    if (!text.contains(nameParameter))
        return;
    const QByteArray lower = text.toLower();
    QByteArray out;
    qsizetype from = 0;
    qsizetype looked = 0;
    for (qsizetype at = lower.indexOf(disposition); at >= 0;
         at = lower.indexOf(disposition, std::max(looked, at + 1))) {
        const QByteArrayView near = QByteArrayView(text).sliced(at).first(std::min(longestLine, text.size() - at));
        const QByteArrayView name = fieldName(near.first(std::max(near.indexOf('\n'), qsizetype{0})));
        if (name.isEmpty() || !namesCredentialMember(name))
            continue;
        const qsizetype begin = beginOfValue(text, at);
        if (begin == text.size())
            break;
        const qsizetype end = endOfValue(text, begin, boundaryBefore(text, at));
        looked = end;
        const QByteArrayView value = QByteArrayView(text).sliced(begin, end - begin);
        if (value.isEmpty() || value == QByteArrayView(redactedText))
            continue;
        out += text.mid(from, begin - from) + redactedText;
        from = end;
        found.insert(toldName(name, "_-.$[]"));
    }
    text = from == 0 ? text : out + text.mid(from);
}

} // namespace kaunt
