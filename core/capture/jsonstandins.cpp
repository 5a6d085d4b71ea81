// SPDX-License-Identifier: MIT
#include "core/capture/jsonstandins.h"

#include "core/utf8text.h"
#include "core/webhook/jsonvalue.h"

#include <QRegularExpression>

#include <vector>

namespace kaunt {

namespace {

bool isKept(const QString& key)
{
    static const QSet<QString> keys{QStringLiteral("eventtype"),          QStringLiteral("confidence"),
                                    QStringLiteral("processingstate"),    QStringLiteral("currencycode"),
                                    QStringLiteral("countrycode"),        QStringLiteral("unitofmeasure"),
                                    QStringLiteral("mimetype"),           QStringLiteral("type"),
                                    QStringLiteral("grouptype"),          QStringLiteral("status"),
                                    QStringLiteral("errorcode"),          QStringLiteral("isocode"),
                                    QStringLiteral("linenumber"),         QStringLiteral("invoicelinenumber"),
                                    QStringLiteral("invoicelinenumbers"), QStringLiteral("proposalpriority")};
    return keys.contains(key);
}

bool explainsAnError(const QString& key)
{
    static const QSet<QString> keys{
        QStringLiteral("error"),       QStringLiteral("errors"), QStringLiteral("message"),
        QStringLiteral("detail"),      QStringLiteral("title"),  QStringLiteral("error_description"),
        QStringLiteral("reason"),      QStringLiteral("stage"),  QStringLiteral("processingerrormessage"),
        QStringLiteral("errormessage")};
    return keys.contains(key);
}

/// "EventType", "externalDimensionId", "x-odd.key"; but for what may be somebody's name or number.
bool isPlainKey(const QString& key)
{
    static const QRegularExpression word(
        QRegularExpression::anchoredPattern(QStringLiteral("[A-Za-z_$][A-Za-z_.$-]{0,80}\\d{0,2}")));
    return key.isEmpty() || word.match(key).hasMatch();
}

/// "InvoiceCodingProposalProcessingCompleted", "application/pdf": no name of a person, and no sentence.
bool isOneWord(const QString& text)
{
    static const QRegularExpression word(QRegularExpression::anchoredPattern(QStringLiteral("[A-Za-z0-9_./+-]{1,80}")));
    return word.match(text).hasMatch();
}

class Replacing {
public:
    Replacing(const QByteArray& json, StandIns& standIns)
        : m_json(json)
        , m_standIns(standIns)
    {
    }

    QByteArray run(const JsonValue& root)
    {
        walk(root, {});
        QByteArray out;
        out.reserve(m_json.size());
        qsizetype from = 0;
        for (const Place& place : m_places) {
            const QByteArray token = m_json.mid(place.offset, place.length);
            // Only now: the names that they may mention stand anywhere.
            const QString text = place.isMessage ? m_standIns.inText(place.text) : place.text;
            out += m_json.mid(from, place.offset - from) +
                   (place.isMessage && text == place.original ? token : tokenFor(text, token));
            from = place.offset + place.length;
        }
        return out + m_json.mid(from);
    }

private:
    struct Place {
        qsizetype offset = 0;
        qsizetype length = 0;
        QString original;
        QString text;
        bool isMessage = false;
    };

    void walk(const JsonValue& value, const QString& key)
    {
        if (value.isString()) {
            replace(value, key);
        } else if (value.isArray()) {
            for (const JsonValue& element : value.elements)
                walk(element, key);
        } else if (value.isObject()) {
            m_readUpTo = value.offset + 1;
            for (const JsonMember& member : value.members) {
                replaceKey(member);
                walk(member.value, member.key.toLower());
                m_readUpTo = member.value.offset + member.value.length;
            }
        }
    }

    void replace(const JsonValue& value, const QString& key)
    {
        if ((isKept(key) && isOneWord(value.text)) || value.text.isEmpty())
            return;
        const bool isMessage = explainsAnError(key);
        const QString text = isMessage ? value.text : standInFor(value.text, key);
        if (isMessage || text != value.text)
            m_places.push_back({value.offset, value.length, value.text, text, isMessage});
    }

    [[nodiscard]] QString standInFor(const QString& value, const QString& key)
    {
        using Kind = StandIns::Kind;
        if (key == QLatin1String("companyname") || key == QLatin1String("company"))
            return m_standIns.of(value, Kind::Company);
        const bool isUrl = value.startsWith(QLatin1String("http"), Qt::CaseInsensitive);
        if (key.endsWith(QLatin1String("name")) && !isUrl && !value.contains(u'@'))
            return m_standIns.of(value, Kind::Name);
        return m_standIns.ofUnknown(value);
    }

    /// The parser tells the places of values; a key's is between what came before and its value.
    void replaceKey(const JsonMember& member)
    {
        if (isPlainKey(member.key))
            return;
        const qsizetype start = m_json.indexOf('"', m_readUpTo);
        qsizetype end = start + 1;
        while (m_json.at(end) != '"')
            end += m_json.at(end) == '\\' ? 2 : 1;
        m_places.push_back({start, end + 1 - start, member.key, m_standIns.ofUnknown(member.key), false});
    }

    /// In the writing of the token that it replaces.
    [[nodiscard]] static QByteArray tokenFor(const QString& text, const QByteArray& token)
    {
        const bool escapesSlashes = token.contains("\\/");
        const bool isAscii = token.contains("\\u");
        QByteArray out = "\"";
        for (qsizetype i = 0; i < text.size(); ++i) {
            const char16_t code = text.at(i).unicode();
            if (code == u'"' || code == u'\\')
                out += QByteArray("\\") + static_cast<char>(code);
            else if (code == u'/' && escapesSlashes)
                out += "\\/";
            else if (code < u' ' || (code > u'~' && isAscii))
                out += "\\u" + QByteArray::number(code, 16).rightJustified(4, '0');
            else if (text.at(i).isHighSurrogate())
                out += text.mid(i++, 2).toUtf8(); // the parser lets no half of a pair through
            else
                out += QString(text.at(i)).toUtf8();
        }
        return out + '"';
    }

    const QByteArray& m_json;
    StandIns& m_standIns;
    qsizetype m_readUpTo = 0;
    std::vector<Place> m_places;
};

} // namespace

QString keyWithStandIn(const QString& key, StandIns& standIns)
{
    return isPlainKey(key) ? key : standIns.ofUnknown(key);
}

std::optional<QByteArray> jsonWithStandIns(const QByteArray& json, StandIns& standIns)
{
    const QByteArray text = json.right(withoutByteOrderMark(json).size());
    const QByteArray mark = json.chopped(text.size());
    const auto root = parseJson(text);
    if (!root)
        return std::nullopt;
    return mark + Replacing(text, standIns).run(*root);
}

} // namespace kaunt
