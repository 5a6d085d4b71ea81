// SPDX-License-Identifier: MIT
#include "ui/secretremarks.h"

#include <QRegularExpression>
#include <QString>

#include <algorithm>
#include <array>
#include <utility>

namespace kaunt {

namespace {

std::optional<QString> withoutQuotes(const QString& text)
{
    static constexpr std::array quotes{std::pair(u'"', u'"'), std::pair(u'\'', u'\''), std::pair(u'`', u'`'),
                                       std::pair(u'“', u'”'), std::pair(u'‘', u'’')};
    if (text.size() < 2)
        return {};
    const bool isQuoted = std::any_of(quotes.cbegin(), quotes.cend(), [&text](const auto& pair) {
        return text.front() == pair.first && text.back() == pair.second;
    });
    return isQuoted ? std::optional(text.mid(1, text.size() - 2)) : std::nullopt;
}

bool isMasked(const QString& text)
{
    return std::all_of(text.cbegin(), text.cend(),
                       [](QChar c) { return c == u'*' || c == u'•' || c == u'●' || c == u'.'; });
}

bool isPlaceholder(const QString& text)
{
    static const QRegularExpression example(
        QStringLiteral(R"(^(<.*>|\{.*\}|\$\{?\w+\}?|(my|your)?[ _-]?(webhook)?[ _-]?secret|changeme|password|x+)$)"),
        QRegularExpression::CaseInsensitiveOption);
    return example.match(text).hasMatch();
}

} // namespace

QList<SecretRemark> remarksOn(const QByteArray& secret)
{
    using Kind = SecretRemark::Kind;
    QList<SecretRemark> remarks;
    const QString text = QString::fromUtf8(secret);
    const QString trimmed = text.trimmed();
    if (trimmed.size() != text.size())
        remarks.append({Kind::WhiteSpace, trimmed.toUtf8()});
    if (trimmed.isEmpty())
        return remarks;
    if (const auto bare = withoutQuotes(trimmed))
        remarks.append({Kind::Quotes, bare->toUtf8()});
    if (trimmed.contains(u'\n') || trimmed.contains(u'\r'))
        remarks.append({Kind::SeveralLines, std::nullopt});
    if (isMasked(trimmed))
        remarks.append({Kind::Masked, std::nullopt});
    else if (isPlaceholder(trimmed))
        remarks.append({Kind::Placeholder, std::nullopt});
    return remarks;
}

} // namespace kaunt
