// SPDX-License-Identifier: MIT
#include "core/webhook/contentnote.h"

#include "core/codetable.h"

namespace kaunt {

namespace {

constexpr QLatin1String contentPrefix("content:");
constexpr CodeTable<BodyContent::Form, 7> contentForms{{{BodyContent::Form::Empty, "empty"},
                                                        {BodyContent::Form::Json, "json"},
                                                        {BodyContent::Form::FormData, "form"},
                                                        {BodyContent::Form::FormParts, "form-parts"},
                                                        {BodyContent::Form::Xml, "xml"},
                                                        {BodyContent::Form::Text, "text"},
                                                        {BodyContent::Form::Binary, "binary"}}};

bool hasFields(BodyContent::Form form)
{
    return form == BodyContent::Form::FormData || form == BodyContent::Form::FormParts;
}

} // namespace

QString contentNote(const BodyContent& content)
{
    constexpr qsizetype longest = 100;
    const QString coding = QString::fromLatin1(content.coding.left(longest)).remove(u':');
    QString note = contentPrefix + (coding.isEmpty() ? QString() : coding + u'/') + codeIn(contentForms, content.form);
    if (hasFields(content.form))
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
        const bool isForm = hasFields(*form);
        return NotedContent{*form, slash < 0 ? QString() : what.first(slash), isForm ? QString() : detail,
                            isForm ? detail.toInt() : 0};
    }
    return std::nullopt;
}

} // namespace kaunt
