// SPDX-License-Identifier: MIT
#pragma once

#include "ui/sentences.h"
#include "ui/wording.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonObject>

namespace kaunt {

/// The context that translators see the sentences of causes in.
struct CauseSentences {
    Q_DECLARE_TR_FUNCTIONS(CauseSentences)
};

/// A diagnosis' detail, of one layer, as its sentences ask for it. A view: the detail must outlive it.
class CauseDetail {
public:
    explicit CauseDetail(const QJsonObject& detail)
        : m_detail(detail)
    {
    }

    /// As people read it; what is missing is shown as a dash.
    [[nodiscard]] QString told(const char* key) const
    {
        const QJsonValue value = m_detail.value(QLatin1String(key));
        if (value.isDouble())
            return QString::number(value.toInteger());
        return value.toString().isEmpty() ? QStringLiteral("–") : quotedText(value.toString());
    }
    [[nodiscard]] QString text(const char* key) const { return m_detail.value(QLatin1String(key)).toString(); }
    [[nodiscard]] bool has(const char* key) const { return m_detail.contains(QLatin1String(key)); }
    [[nodiscard]] bool says(const char* key, const char* value) const { return text(key) == QLatin1String(value); }
    [[nodiscard]] bool isTrue(const char* key) const { return m_detail.value(QLatin1String(key)).toBool(); }
    /// Whether more than this was wrong: it alone put right is not enough.
    [[nodiscard]] bool isOneOfSeveral() const { return m_detail.value(QStringLiteral("layers")).toArray().size() > 1; }
    [[nodiscard]] const QJsonObject& object() const { return m_detail; }

private:
    const QJsonObject& m_detail;
};

/// Of the causes that begin with "header-", "secret-" and "body-" (contracts.md section 3).
namespace causesentences {
[[nodiscard]] Sentence headerMissing(const CauseDetail& detail);
[[nodiscard]] Sentence headerSimilar(const CauseDetail& detail);
[[nodiscard]] Sentence headerMalformed(const CauseDetail& detail);
[[nodiscard]] Sentence headerRepeated(const CauseDetail& detail);
[[nodiscard]] Sentence headerTruncated(const CauseDetail& detail);
[[nodiscard]] Sentence secretWhitespace(const CauseDetail& detail);
[[nodiscard]] Sentence secretEncoded(const CauseDetail& detail);
[[nodiscard]] Sentence secretQuoted(const CauseDetail& detail);
[[nodiscard]] Sentence bodyNewline(const CauseDetail& detail);
[[nodiscard]] Sentence bodyLineEndings(const CauseDetail& detail);
[[nodiscard]] Sentence bodyBom(const CauseDetail& detail);
[[nodiscard]] Sentence bodyReserialised(const CauseDetail& detail);
[[nodiscard]] Sentence bodyCharset(const CauseDetail& detail);
[[nodiscard]] Sentence bodyCompressed(const CauseDetail& detail);
[[nodiscard]] Sentence bodyEmptySigned(const CauseDetail& detail);
/// What is to be done about whatever changed a body.
[[nodiscard]] QString keepRawBytes();
} // namespace causesentences

} // namespace kaunt
