// SPDX-License-Identifier: MIT
#include "ui/signaturecomparison.h"

#include "core/webhook/doctor/digestprints.h"
#include "core/webhook/doctor/signaturematcher.h"
#include "ui/visibletext.h"

#include <QCoreApplication>

#include <algorithm>

namespace kaunt {

namespace {

struct SignatureComparison {
    Q_DECLARE_TR_FUNCTIONS(SignatureComparison)
};

constexpr char algorithmPrefix[] = "sha256=";

/// How a signature is written, as far as a received one tells.
struct Notation {
    QByteArray prefix;
    SignatureEncoding encoding = SignatureEncoding::Hex;
    bool isUpperCase = false; ///< hex
    bool isPadded = true;     ///< base64
};

Notation notationOf(const QByteArray& received)
{
    Notation notation;
    const auto length = static_cast<qsizetype>(qstrlen(algorithmPrefix));
    if (received.first(std::min(length, received.size())).compare(algorithmPrefix, Qt::CaseInsensitive) == 0)
        notation.prefix = received.first(length);
    if (const auto decoded = decodeSignature(received))
        notation.encoding = decoded->encoding;
    const QByteArray value = received.sliced(notation.prefix.size());
    notation.isUpperCase = value != value.toLower() && value == value.toUpper();
    notation.isPadded = value.endsWith('=') || notation.encoding == SignatureEncoding::Hex;
    return notation;
}

QByteArray written(const QByteArray& digest, const Notation& notation)
{
    if (notation.encoding == SignatureEncoding::Hex)
        return notation.prefix + (notation.isUpperCase ? digest.toHex().toUpper() : digest.toHex());
    QByteArray::Base64Options options = QByteArray::Base64Encoding;
    if (notation.encoding == SignatureEncoding::Base64Url)
        options = QByteArray::Base64UrlEncoding;
    if (!notation.isPadded)
        options |= QByteArray::OmitTrailingEquals;
    return notation.prefix + digest.toBase64(options);
}

/// A digest as it is documented, and as it is printed once more by mistake.
QList<QByteArray> writingsOf(const QByteArray& digest)
{
    const auto ofUrls = QByteArray::Base64UrlEncoding;
    const QByteArray hex = digest.toHex();
    const QList<QByteArray> once{hex,
                                 hex.toUpper(),
                                 digest.toBase64(),
                                 digest.toBase64(QByteArray::OmitTrailingEquals),
                                 digest.toBase64(ofUrls),
                                 digest.toBase64(ofUrls | QByteArray::OmitTrailingEquals)};
    QList<QByteArray> writings = once;
    for (const QByteArray& each : once)
        writings << each.toBase64() << each.toHex();
    return writings;
}

/// A text with blanks where the received one has more; empty where it is not all there, in this order.
QByteArray alignedWithin(const QByteArray& received, const QByteArray& text)
{
    QByteArray aligned(received.size(), ' ');
    qsizetype left = text.size();
    for (qsizetype at = received.size() - 1; at >= 0 && left > 0; --at) { // a prefix may have the same letters
        if (received.at(at) == text.at(left - 1))
            aligned[at] = text.at(--left);
    }
    return left > 0 ? QByteArray() : aligned;
}

bool isPlainText(const QByteArray& received)
{
    constexpr qsizetype longest = 400;
    return received.size() <= longest &&
           std::all_of(received.cbegin(), received.cend(), [](char c) { return c >= ' ' && c <= '~'; });
}

/// Writes the digest that was received in the received one's writing, what is in one piece there before what is not.
void alignWith(const QByteArray& received, const QByteArray& digest, ComputedSignature& signature)
{
    const QList<QByteArray> writings = isPlainText(received) ? writingsOf(digest) : QList<QByteArray>();
    for (const QByteArray& writing : writings) {
        if (const qsizetype at = received.lastIndexOf(writing); at >= 0) {
            signature.text = QString::fromLatin1(writing);
            signature.aligned = QString(at, u' ') + signature.text;
            return;
        }
    }
    for (const QByteArray& writing : writings) {
        if (const QByteArray aligned = alignedWithin(received, writing); !aligned.isEmpty()) {
            signature.text = QString::fromLatin1(writing);
            signature.aligned = QString::fromLatin1(aligned);
            return;
        }
    }
}

/// The whole of what was cut off, or nothing.
QByteArray wholeOf(const QByteArray& beginning, const QByteArray& digest)
{
    const QList<QByteArray> writings = writingsOf(digest);
    const auto whole = std::find_if(writings.cbegin(), writings.cend(),
                                    [&beginning](const QByteArray& writing) { return writing.startsWith(beginning); });
    return whole == writings.cend() ? QByteArray() : *whole;
}

} // namespace

QList<ComputedSignature> computeSignatures(const QByteArray& body, const QByteArray& received,
                                           const QList<SigningSecret>& secrets)
{
    const Notation notation = notationOf(received);
    const auto decoded = decodeSignature(received);
    const SignatureMatcher read(decoded ? QList<SignatureClaim>() : readSignatureClaims(received));
    QList<ComputedSignature> signatures;
    for (const SigningSecret& secret : secrets) {
        const QByteArray digest = hmacSha256(secret.value, body);
        ComputedSignature signature{secret.name, secret.retired, QString::fromLatin1(written(digest, notation))};
        if (!received.isEmpty())
            signature.matches = decoded && decoded->digest == digest;
        const SignatureClaim* claim = read.match(digest);
        signature.isOtherwise = !decoded && (claim ? !claim->isCutOff : !digestPrinting(received, digest).isEmpty());
        if (signature.isOtherwise)
            alignWith(received, digest, signature);
        else if (const QByteArray whole = claim ? wholeOf(received.sliced(notation.prefix.size()), digest) : "";
                 !whole.isEmpty())
            signature.text = QString::fromLatin1(notation.prefix + whole);
        signatures.append(signature);
    }
    return signatures;
}

QStringList comparedText(const QString& received, const ComputedSignature& computed)
{
    constexpr qsizetype longestShown = 400;
    const QString above = elidedText(visibleText(received), longestShown);
    const QString beneath = computed.aligned.isEmpty() ? computed.text : computed.aligned;
    const QString receivedTitle = SignatureComparison::tr("received");
    const QString computedTitle = SignatureComparison::tr("computed");
    const qsizetype width = std::max(receivedTitle.size(), computedTitle.size()) + 1;
    const bool isComparable = !computed.isOtherwise || !computed.aligned.isEmpty();
    const QString marks = isComparable ? differenceMarks(above, beneath) : QString();
    const QString same = computed.isOtherwise
                             ? SignatureComparison::tr("The same value, in a writing that is not accepted.")
                             : SignatureComparison::tr("No difference.");
    return {receivedTitle.leftJustified(width) + above, computedTitle.leftJustified(width) + beneath,
            marks.isEmpty() ? same : QString(width, u' ') + marks};
}

QString differenceMarks(const QString& one, const QString& other)
{
    QString marks;
    for (qsizetype i = 0; i < std::max(one.size(), other.size()); ++i) {
        const bool isSame = i < one.size() && i < other.size() && one.at(i) == other.at(i);
        marks += isSame ? u' ' : u'^';
    }
    return marks.contains(u'^') ? marks : QString();
}

} // namespace kaunt
