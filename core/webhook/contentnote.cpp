// SPDX-License-Identifier: MIT
#include "core/webhook/contentnote.h"

#include "core/codetable.h"

namespace kaunt {

namespace {

constexpr QLatin1String contentPrefix("content:");
constexpr CodeTable<BodyContent::Form, 6> contentForms{{{BodyContent::Form::Empty, "empty"},
                                                        {BodyContent::Form::Json, "json"},
                                                        {BodyContent::Form::FormData, "form"},
                                                        {BodyContent::Form::Xml, "xml"},
                                                        {BodyContent::Form::Text, "text"},
                                                        {BodyContent::Form::Binary, "binary"}}};

} // namespace

QString contentNote(const BodyContent& content)
{
    constexpr qsizetype longest = 100;
    const QString coding = QString::fromLatin1(content.coding.left(longest)).remove(u':');
    QString note = contentPrefix + (coding.isEmpty() ? QString() : coding + u'/') + codeIn(contentForms, content.form);
    if (content.form == BodyContent::Form::FormData)
        note += u':' + QString::number(content.fields.size());
    else if (!content.kind.isEmpty())
        note += u':' + content.kind.left(longest);
    return note;
}

std::optional<NotedContent> notedContent(const QStringList& notes)
{
    for (const QString& note : notes) {
        if (!note.startsWith(contentPrefix))
            continue;
        const QString what = note.sliced(contentPrefix.size()).section(u':', 0, 0);
        const QString detail = note.sliced(contentPrefix.size()).section(u':', 1);
        const qsizetype slash = what.lastIndexOf(u'/');
        const auto form = valueIn(contentForms, QStringView(what).sliced(slash + 1));
        if (!form)
            continue;
        const bool isFormData = form == BodyContent::Form::FormData;
        return NotedContent{*form, slash < 0 ? QString() : what.first(slash), isFormData ? QString() : detail,
                            isFormData ? detail.toInt() : 0};
    }
    return std::nullopt;
}

} // namespace kaunt
