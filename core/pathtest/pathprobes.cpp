// SPDX-License-Identifier: MIT
#include "core/pathtest/pathprobes.h"

#include "core/webhook/probemark.h"

using namespace Qt::Literals::StringLiterals;

namespace kaunt {

namespace {

/// Makes the probes of one plan.
class Probes {
public:
    explicit Probes(const PathTestPlan& plan)
        : m_plan(plan)
    {
    }

    /// `inside` is what the array has besides the probe's name.
    PathProbe& add(const QString& name, const QByteArray& inside = {})
    {
        const QByteArray body = R"(["kaunt-monitor-probe",")" + tokenOf(name).toLatin1() + '"' +
                                (inside.isEmpty() ? inside : ',' + inside) + ']';
        return addBody(name, body);
    }

    PathProbe& addBody(const QString& name, const QByteArray& body)
    {
        PathProbe probe;
        probe.name = name;
        probe.token = tokenOf(name);
        probe.delivery.target = m_plan.target;
        probe.delivery.body = body;
        probe.delivery.headers = signedHeaders(body, m_plan.secret);
        probe.delivery.headers.append({probeHeaderName, probeMark(probe.token.toLatin1(), markKey())});
        probe.delivery.trustedFingerprint = m_plan.trustedFingerprint;
        m_probes.append(probe);
        return m_probes.last();
    }

    [[nodiscard]] QByteArray nameIn(const QString& name) const { return '"' + tokenOf(name).toLatin1() + '"'; }
    [[nodiscard]] QList<PathProbe> all() const { return m_probes; }

private:
    [[nodiscard]] const QByteArray& markKey() const
    {
        return m_plan.markKey.isEmpty() ? m_plan.secret : m_plan.markKey;
    }
    [[nodiscard]] QString tokenOf(const QString& name) const { return m_plan.run + u'-' + name; }

    const PathTestPlan& m_plan;
    QList<PathProbe> m_probes;
};

/// As a body of `size` bytes, of few words: each is in the search index afterwards.
QByteArray filled(QByteArray body, qsizetype size)
{
    const QByteArray words("0123456789 ");
    body.chop(1);
    body += ",\"";
    const qsizetype missing = size - body.size() - 2;
    return body + words.repeated(missing / words.size() + 1).left(missing) + "\"]";
}

void addLineEnds(Probes& probes)
{
    const auto lines = [&probes](const QString& name, const QByteArray& lineEnd) {
        return '[' + lineEnd + "  \"kaunt-monitor-probe\"," + lineEnd + "  " + probes.nameIn(name) + lineEnd + ']';
    };
    probes.addBody(u"trailing-newline"_s, "[\"kaunt-monitor-probe\"," + probes.nameIn(u"trailing-newline"_s) + "]\n");
    probes.addBody(u"line-feeds"_s, lines(u"line-feeds"_s, "\n"));
    probes.addBody(u"crlf"_s, lines(u"crlf"_s, "\r\n"));
    probes.addBody(u"white-space"_s,
                   "[ \"kaunt-monitor-probe\" ,\t" + probes.nameIn(u"white-space"_s) + " ,{ \"b\" : 1 , \"a\":[ ] } ]");
}

void addCharacters(Probes& probes)
{
    probes.addBody(u"bom"_s, "\xef\xbb\xbf[\"kaunt-monitor-probe\"," + probes.nameIn(u"bom"_s) + ']');
    // Beyond the BMP, composed and decomposed, and a line separator of Unicode's.
    probes.add(u"emoji"_s, "\"\xf0\x9f\x98\x80 \xc3\xa6 e\xcc\x81 \xe2\x80\xa8\"");
    probes.add(u"escapes"_s, R"("https:\/\/api.kaunt.com\/v1","\u00e6\ud83d\ude00\u003c",1.0,1E2,)"
                             R"(12345678901234567890,{"b":1,"a":2,"b":3})");
    PathProbe& latin = probes.add(u"charset"_s, "\"bl\xe5"
                                                "b\xe6r\"");
    for (Header& header : latin.delivery.headers) {
        if (isNamed(header, "Content-Type"))
            header.value = "application/json; charset=iso-8859-1";
    }
    latin.isAdvice = true;
}

void addTransfers(Probes& probes)
{
    constexpr qsizetype severalChunks = 10'000;
    constexpr qsizetype mebibyte = qsizetype{1} << 20; // all that a receiver has to take (contracts.md section 2)
    const auto sized = [&probes](const QString& name, qsizetype size) -> PathProbe& {
        return probes.addBody(name, filled("[\"kaunt-monitor-probe\"," + probes.nameIn(name) + ']', size));
    };
    sized(u"chunked"_s, severalChunks).delivery.chunked = true;
    sized(u"mebibyte"_s, mebibyte).isAdvice = true;
}

void addHeads(Probes& probes)
{
    constexpr qsizetype longValue = 4'000;
    PathProbe& odd = probes.add(u"header-fields"_s);
    odd.isAdvice = true;
    for (Header& header : odd.delivery.headers) {
        if (isNamed(header, signatureHeaderName))
            header.name = header.name.toLower();
    }
    odd.delivery.headers.append({{"X-KAUNT-Monitor-cAsE", "Value With Case"},
                                 {"x_kaunt_monitor_underscore", "1"},
                                 {"X-Kaunt-Monitor-Twice", "one"},
                                 {"X-Kaunt-Monitor-Twice", "two"},
                                 {"X-Kaunt-Monitor-Empty", ""},
                                 {"X-Kaunt-Monitor-Blanks", "two  blanks, \"quoted\""},
                                 {"X-Kaunt-Monitor-Text", "bl\xc3\xa5"
                                                          "b\xc3\xa6r"},
                                 {"X-Kaunt-Monitor-Long", QByteArray(longValue, 'x')}});
    PathProbe& query = probes.add(u"query"_s);
    query.isAdvice = true;
    const QString before = query.delivery.target.query(QUrl::FullyEncoded);
    query.delivery.target.setQuery((before.isEmpty() ? QString() : before + u'&') + u"probe=%2Fa%20b+c&empty="_s,
                                   QUrl::StrictMode);
}

} // namespace

QList<PathProbe> pathProbes(const PathTestPlan& plan)
{
    Probes probes(plan);
    probes.add(u"plain"_s);
    addLineEnds(probes);
    addCharacters(probes);
    addTransfers(probes);
    addHeads(probes);
    return probes.all();
}

} // namespace kaunt
