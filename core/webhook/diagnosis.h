// SPDX-License-Identifier: MIT
#pragma once

#include "core/headerlist.h"
#include "core/webhook/doctor/workbudget.h"
#include "core/webhook/signature.h"

#include <QJsonObject>
#include <QList>
#include <QMetaType>
#include <QString>

namespace kaunt {

/// Why a delivery was refused: a cause code of contracts.md section 3 and what is known about it. Never a secret, never
/// the right signature of a body that a stranger sent.
///
/// The details besides those of the contract:
/// - `secret`: the name of the secret that reproduces the signature, and `ofSecrets` where the endpoint has several;
///   `endpoint`, of another endpoint's, and `retired` where it is replaced there; secret-retired: `delivery` in place
///   of `secret`, a delivery that was verified with it, where it is none that is known; `retiredSecret` or
///   `otherEndpoint` where the key that ours is once its fault is mended stands there, too; other-algorithm: `unkeyed`
///   where it takes no secret, `bytes` where only so many of a longer digest came;
/// - `layers`: the causes, where it takes more than one; the first is the diagnosis' own. `layerDetails` has the detail
///   of each, in the same order; `detail` has the keys of all, of two that are equal the first;
/// - `difference`: of body-…: `offset` of the first byte that differs, and up to 16 bytes in hex that were `received`
///   there and that were `signed`; `receivedBytes` and `signedBytes` are the lengths of the whole;
/// - header-malformed: `length`; `reading`, where it is the right signature once it is read so ("quoted", "separated",
///   "prefix" … SignatureClaim, "decimal", "base32" … digestPrinting()), "secret" where it holds a secret itself,
///   "placeholder" with the `placeholder` that a sender sends who has no signature to put there, which may be empty;
///   header-truncated: `length`; header-repeated: `count`, `joined`, `matching`; header-similar: `name`, `matches`,
///   `present` where the right header came, too, with another value; header-missing: `name`, the name that is looked
///   for, `parameter` of the query that holds the right value; of these two and of header-malformed `reading` "secret"
///   and the `secret`'s name where it came in the clear, with the `endpoint` that has it, where that is another one,
///   and `retired` where it was replaced;
/// - secret-whitespace: `side` ("configured": our secret has it, "sender": his has), `at`, `characters` (by name), and
///   of what is within `position`, from 1; secret-encoded: `encoding` (also "twice", "padding", "character", "cut" with
///   `part`, "variable", "dash", "base64-alphabet", "separators", "doubled-dollar", "doubled-percent", "placeholder"
///   with `placeholder`, "api-secret" and "api-client-id" with `tenant`), `variant` where there are several of one
///   ("standard-webhooks", "utf-8-text", "guid-bytes" …), `change`, `at`; secret-quoted: `quotes` ("=": a name, " ":
///   words, `at` the "start" or "end"), `change` ("removed": the sender's lacks them);
/// - body-newline and body-bom: `change` ("added" or "removed" on the way), `newline`, `at`; body-line-endings:
///   `received`, `signed`; body-reserialised: `form`, as it was signed, `forms` where there are several, `arrived` as
///   it came, in words of the same kinds, both read off the bytes and without what they have in common, or `change` and
///   `member` of what is wrapped; body-charset: `charset`, `received`, `lost` ("replaced": the charset lacks characters
///   that came, and others were signed in their place, unless they came in on the way); body-compressed: `coding`,
///   `change`; body-empty-signed: `signed`, what was signed in its place;
/// - signed-string: `form`, `timestampHeader`, `idHeader`, `eventHeader`; `timestamp`, in seconds, where no header has
///   it;
/// - signature-of-other-delivery: `delivery`; `change` and `difference` where the body is that one's, changed
///   (changeSinceVerified());
/// - body-…, header-… and signature-of-other-delivery: `intermediaries`, the headers that something on the way added;
/// - unknown: `tried`, the causes of which something was tried; `isExhausted` where the limits ended the search;
///   `matchesWithout`, names of members without which it matches, or `matchesWithoutCharacters`, the charset that lacks
///   the characters without which it does ("us-ascii", "utf8mb3"), what else it takes being further `layers`; what
///   circumstancesOf() tells; `apiSecret`, the name of a secret of ours that is one of an API key; `tried` is empty and
///   `postponed` or `skipped` true where nothing was tried.
struct Diagnosis {
    QString cause;
    QJsonObject detail;

    bool operator==(const Diagnosis&) const = default;
};

/// What came and was refused.
struct RefusedRequest {
    QByteArray method = {};
    QByteArray target = {};
    HeaderList headers;
    QByteArray body; ///< the whole
    SignatureCheck check;
    qint64 receivedAt = 0; ///< UTC, milliseconds since 1970; 0 where it says nothing of when it was signed
};

/// The secrets of one endpoint, by its name.
struct EndpointSecrets {
    QString endpoint;
    QList<SigningSecret> secrets;
};

/// The signature of a delivery that was verified.
struct KnownSignature {
    QByteArray digest;
    qint64 delivery = 0;
    QByteArray body = {}; ///< empty where it is not kept
};

/// What we know besides the request.
struct DiagnosisKnowledge {
    QList<SigningSecret> secrets; ///< the endpoint's own, retired ones among them
    QList<EndpointSecrets> otherEndpoints;
    QList<KnownSignature> verified;
    QList<ApiSecret> apiSecrets = {};
};

/// What examineRefusal() found, and the bytes that it hashed for that.
struct Examination {
    Diagnosis diagnosis;
    qint64 hashedBytes = 0; ///< what it cost
};

/// Finds out why a request was refused, by trying what an integrator, a library or a proxy may have done until one
/// hypothesis reproduces the signature that came. Pure; the limits bound its work. Milliseconds: not for the thread
/// that answers requests. Never turns a verdict.
[[nodiscard]] Examination examineRefusal(const RefusedRequest& request, const DiagnosisKnowledge& knowledge,
                                         const DiagnosisLimits& limits = {});

/// What the signature header alone tells, in microseconds. Where only an examination could tell, it is `unknown` with
/// nothing tried.
[[nodiscard]] Diagnosis diagnoseHeader(const HeaderList& headers, const SignatureCheck& check);

} // namespace kaunt

Q_DECLARE_METATYPE(kaunt::Diagnosis)
