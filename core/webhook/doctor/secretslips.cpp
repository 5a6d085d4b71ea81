// SPDX-License-Identifier: MIT
#include "core/webhook/doctor/secretslips.h"

#include "core/asciicharacters.h"
#include "core/webhook/doctor/secretquotes.h"

#include <QJsonDocument>
#include <QRegularExpression>

#include <algorithm>
#include <array>

namespace kaunt {

namespace {

using Bytes = const QByteArray&;
using Changed = std::optional<QByteArray>;

Finding slipped(const char* encoding, const char* change, const char* at = nullptr)
{
    return findingOf("secret-encoded", {{"encoding", encoding}, {"change", change}, {"at", at}});
}

Finding quoted(const char* quotes, const char* change)
{
    return findingOf("secret-quoted", {{"quotes", quotes}, {"change", change}});
}

Changed halved(Bytes secret)
{
    const QByteArray half = secret.first(secret.size() / 2);
    for (const char* between : {"", "\n", "\r\n", " "}) {
        if (secret == half + between + half)
            return half;
    }
    const QByteArray shorter = secret.first((secret.size() - 1) / 2);
    return secret == shorter + '\n' + shorter || secret == shorter + ' ' + shorter ? Changed(shorter) : Changed();
}

/// Base64's own padding, which a double click on the text leaves out.
Changed padded(Bytes secret)
{
    constexpr qsizetype group = 4;
    const qsizetype missing = (group - secret.size() % group) % group;
    return missing == 1 || missing == 2 ? Changed(secret + QByteArray(missing, '=')) : Changed();
}

Changed unpadded(Bytes secret)
{
    QByteArray text = secret;
    while (text.endsWith('='))
        text.chop(1);
    return text.size() < secret.size() ? Changed(text) : Changed();
}

Changed cutAt(Bytes secret, QByteArrayView mark)
{
    const qsizetype at = secret.indexOf(mark);
    return at > 0 ? Changed(secret.first(at)) : Changed();
}

Changed beginning(Bytes secret, qsizetype length)
{
    return secret.size() > length ? Changed(secret.first(length)) : Changed();
}

/// Not what stands behind a label, which is no part of it.
Changed ending(Bytes secret, qsizetype length)
{
    const bool isPart = secret.size() > length && !isLabelEnd(secret[secret.size() - length - 1]);
    return isPart ? Changed(secret.last(length)) : Changed();
}

Changed withoutMatches(Bytes secret, const QRegularExpression& variable)
{
    const QString text = QString::fromLatin1(secret);
    return text.contains(variable) ? Changed(QString(text).replace(variable, {}).toLatin1()) : Changed();
}

/// "$word" of an unset variable; of a shell's arguments one digit names one.
Changed expanded(Bytes secret)
{
    static const QRegularExpression variable(QStringLiteral(R"(\$(?:\{\w+\}|[0-9]|\w+))"));
    return withoutMatches(secret, variable);
}

/// make takes one letter for the name.
Changed expandedByMake(Bytes secret)
{
    static const QRegularExpression variable(QStringLiteral(R"(\$[^$({])"));
    return withoutMatches(secret, variable);
}

/// "%word%" of one on Windows.
Changed expandedByCmd(Bytes secret)
{
    static const QRegularExpression variable(QStringLiteral("%\\w+%"));
    return withoutMatches(secret, variable);
}

/// The value of a settings file's line that was taken whole: "secret" # production
Changed beforeComment(Bytes secret)
{
    const qsizetype comment = secret.lastIndexOf(" #");
    const QByteArray value = secret.left(std::max(comment, qsizetype(0))).trimmed();
    constexpr qsizetype shortest = 3;
    const bool isQuoted =
        value.size() >= shortest && (value.startsWith('"') || value.startsWith('\'')) && value.endsWith(value.front());
    return isQuoted ? Changed(value.mid(1).chopped(1)) : Changed();
}

Changed memberOfJson(Bytes secret)
{
    const QJsonObject object = QJsonDocument::fromJson(secret).object();
    if (object.size() == 1)
        return object.begin().value().toString().toUtf8();
    QStringList called;
    for (auto member = object.begin(); member != object.end(); ++member) {
        if (member.key().contains(QLatin1String("secret"), Qt::CaseInsensitive))
            called.append(member.value().toString());
    }
    return called.size() == 1 ? Changed(called.constFirst().toUtf8()) : Changed();
}

Changed withoutBackslashes(Bytes secret)
{
    static const QRegularExpression escape(QStringLiteral(R"(\\([^A-Za-z0-9]))"));
    return QString::fromLatin1(secret).replace(escape, QStringLiteral("\\1")).toLatin1();
}

Changed withBackslashes(Bytes secret)
{
    static const QRegularExpression special(QStringLiteral(R"re(([$!"`\\&;|*?<>()'# ]))re"));
    return QString::fromLatin1(secret).replace(special, QStringLiteral("\\\\1")).toLatin1();
}

void addCuts(std::vector<SecretStep>& steps)
{
    for (const char* mark : {" #", "#", "=", ":", "$", ",", ";", "&", "!"})
        steps.push_back({slipped("cut", "decoded", mark), [mark](Bytes s) { return cutAt(s, mark); }});
    // What C takes for the end of a text, in bytes that were decoded.
    steps.push_back({slipped("cut", "decoded", "NUL"), [](Bytes s) { return cutAt(s, QByteArrayView("", 1)); }, true});
    steps.push_back({slipped("variable", "decoded", "$"), expanded});
    steps.push_back({slipped("variable", "decoded", "$"), expandedByMake});
    steps.push_back({slipped("variable", "decoded", "%"), expandedByCmd});
    constexpr std::array<std::pair<const char*, qsizetype>, 6> lengths{
        {{"16", 16}, {"32", 32}, {"64", 64}, {"72", 72}, {"128", 128}, {"255", 255}}};
    for (const auto& [name, length] : lengths)
        steps.push_back({slipped("cut", "decoded", name), [length = length](Bytes s) { return beginning(s, length); }});
}

/// What a field of any other length or a mouse takes of it.
void addParts(std::vector<SecretStep>& steps)
{
    constexpr qsizetype shortest = 8;
    constexpr qsizetype longest = 128;
    for (qsizetype length = longest; length >= shortest; --length) {
        Finding atBeginning = slipped("cut", "decoded");
        atBeginning.isMinor = true;
        atBeginning.detail.insert(QStringLiteral("at"), QString::number(length));
        Finding atEnd = atBeginning;
        atEnd.detail.insert(QStringLiteral("part"), QStringLiteral("end"));
        steps.push_back({atBeginning, [length](Bytes s) { return beginning(s, length); }});
        steps.push_back({atEnd, [length](Bytes s) { return ending(s, length); }});
    }
}

/// Whether a secret that looks like this may have another character of this kind: most are of one alphabet.
bool mayHave(Bytes secret, char c)
{
    const auto isHexDigit = [](char each) { return isAsciiDigit(each) || (each >= 'a' && each <= 'f'); };
    const auto isBase64Digit = [](char each) {
        return isAsciiLetterOrDigit(each) || QByteArrayView("+/-_=").contains(each);
    };
    if (std::all_of(secret.begin(), secret.end(), isHexDigit))
        return isHexDigit(c);
    return isBase64Digit(c) || !std::all_of(secret.begin(), secret.end(), isBase64Digit);
}

bool isWithinCharacter(char c)
{
    return (static_cast<uchar>(c) & 0xc0) == 0x80; // RFC 3629 section 3
}

Changed withoutLast(Bytes secret)
{
    qsizetype end = secret.size() - 1;
    while (end > 0 && isWithinCharacter(secret[end]))
        --end;
    return secret.first(std::max(end, qsizetype(0)));
}

Changed withoutFirst(Bytes secret)
{
    qsizetype from = 1;
    while (from < secret.size() && isWithinCharacter(secret[from]))
        ++from;
    return secret.mid(from);
}

void addLabels(std::vector<SecretStep>& steps)
{
    for (const char* label : {"KAUNT_WEBHOOK_SECRET=", "WEBHOOK_SECRET=", "SECRET=", "secret=", "KAUNT_SECRET=",
                              "Secret=", "webhookSecret=", "key="})
        steps.push_back({quoted(label, "added"), [label](Bytes s) { return label + s; }});
    steps.push_back({quoted("{\"\":\"\"}", "removed"), memberOfJson});
    steps.push_back({quoted("#", "removed"), beforeComment});
    steps.push_back({quoted("\\", "removed"), withoutBackslashes});
    steps.push_back({quoted("\\", "added"), withBackslashes});
    for (const char* mark : {".", ",", ";"})
        steps.push_back({quoted(mark, "added"), [mark](Bytes s) { return s + mark; }});
}

void addTypography(std::vector<SecretStep>& steps)
{
    for (const char* dash : {"\xe2\x80\x93", "\xe2\x80\x91"}) { // an en dash, and one that no line is broken at
        steps.push_back({slipped("dash", "decoded"), [dash](Bytes s) { return QByteArray(s).replace(dash, "-"); }});
        steps.push_back({slipped("dash", "encoded"), [dash](Bytes s) { return QByteArray(s).replace("-", dash); }});
    }
    for (const char* literal : {"\\n", "\\r\\n"}) {
        const auto finding = [literal](const char* side) {
            return findingOf("secret-whitespace", {{"side", side}, {"at", "end"}, {"characters", literal}});
        };
        steps.push_back({finding("configured"), [literal](Bytes s) {
                             return s.endsWith(literal) ? Changed(s.chopped(QByteArrayView(literal).size()))
                                                        : Changed();
                         }});
        steps.push_back({finding("sender"), [literal](Bytes s) { return s + literal; }});
    }
}

} // namespace

void addDoublings(std::vector<SecretStep>& steps)
{
    steps.push_back({slipped("twice", "decoded"), halved});
    steps.push_back({slipped("twice", "encoded"), [](Bytes s) { return s + s; }});
    steps.push_back({slipped("twice", "encoded"), [](Bytes s) { return s + '\n' + s; }});
    steps.push_back({slipped("padding", "encoded"), padded});
    steps.push_back({slipped("padding", "decoded"), unpadded});
}

void addSecretSlips(std::vector<SecretStep>& steps)
{
    addLabels(steps);
    addTypography(steps);
    addCuts(steps);
    addParts(steps);
}

void addSurplusCharacters(std::vector<SecretStep>& steps)
{
    steps.push_back({slipped("character", "decoded", "end"), withoutLast});
    steps.push_back({slipped("character", "decoded", "start"), withoutFirst});
}

void addLostCharacters(std::vector<SecretStep>& steps)
{
    Finding atEnd = slipped("character", "encoded", "end");
    Finding atStart = slipped("character", "encoded", "start");
    atEnd.isMinor = atStart.isMinor = true;
    for (char each = '!'; each <= '~'; ++each) {
        steps.push_back({atEnd, [each](Bytes s) { return mayHave(s, each) ? Changed(s + each) : Changed(); }});
        steps.push_back({atStart, [each](Bytes s) { return mayHave(s, each) ? Changed(each + s) : Changed(); }});
    }
}

bool offerApiKeys(const QList<ApiSecret>& secrets, const FormSink& sink)
{
    constexpr qsizetype most = 16;
    for (const ApiSecret& secret : secrets.first(std::min(secrets.size(), most))) {
        for (const bool isId : {false, true}) {
            const QByteArray key = isId ? secret.clientId.toUtf8() : secret.clientSecret;
            Finding finding = slipped(isId ? "api-client-id" : "api-secret", "encoded");
            if (!secret.tenant.isEmpty())
                finding.detail.insert(QStringLiteral("tenant"), secret.tenant);
            if (!key.isEmpty() && !sink(Form{key, {finding}}))
                return false;
        }
    }
    return true;
}

bool offerPlaceholderKeys(const FormSink& sink)
{
    static const QByteArrayList keys{"",
                                     "null",
                                     "undefined",
                                     "None",
                                     "nil",
                                     "false",
                                     "secret",
                                     "test",
                                     "changeme",
                                     "password",
                                     "mysecret",
                                     "your-secret",
                                     "your_secret",
                                     "your_webhook_secret",
                                     "your-webhook-secret",
                                     "YOUR_SECRET",
                                     "<your-secret>",
                                     "whsec_",
                                     "WEBHOOK_SECRET",
                                     "KAUNT_WEBHOOK_SECRET",
                                     "$KAUNT_WEBHOOK_SECRET",
                                     "${KAUNT_WEBHOOK_SECRET}",
                                     "%KAUNT_WEBHOOK_SECRET%",
                                     "{{KAUNT_WEBHOOK_SECRET}}",
                                     "{{ secrets.KAUNT_WEBHOOK_SECRET }}",
                                     "process.env.KAUNT_WEBHOOK_SECRET",
                                     "System.Byte[]",
                                     "********",
                                     "X-Signature-SHA256",
                                     "[object Object]"};
    for (const QByteArray& key : keys) {
        Finding finding = slipped("placeholder", "encoded");
        finding.detail.insert(QStringLiteral("placeholder"), QString::fromLatin1(key));
        if (!sink(Form{key, {finding}}))
            return false;
    }
    return true;
}

} // namespace kaunt
