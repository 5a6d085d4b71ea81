// SPDX-License-Identifier: MIT
#include "core/webhook/doctor/signaturesearch.h"

#include "core/sha256.h"
#include "core/webhook/doctor/bodycodings.h"
#include "core/webhook/doctor/furthermessages.h"
#include "core/webhook/doctor/secretforms.h"
#include "core/webhook/doctor/secretslips.h"

#include <algorithm>
#include <array>

namespace kaunt {

struct SignatureSearch::SecretForm {
    Form form;
    QString name;
};

namespace {

constexpr qsizetype mostLikelyMessages = 72;
constexpr qsizetype mostFurtherMessages = 512;
constexpr qsizetype mostFurtherPairs = 1'700;
constexpr qsizetype messagesForOtherAlgorithms = 32;
constexpr qsizetype furtherForOtherAlgorithms = 96;
constexpr qsizetype addressedForOtherAlgorithms = 32;
constexpr qsizetype addressedOfOtherLengths = 256; ///< where few algorithms make a digest so long
constexpr std::array<qsizetype, 6> sizesByLikelihood{20, 64, 48, 32, 28, 16};

} // namespace

SignatureSearch::SignatureSearch(QList<SignatureClaim> claims, const Header& examined, const RefusedRequest& request,
                                 const DiagnosisKnowledge& knowledge, const DiagnosisLimits& limits)
    : m_matcher(std::move(claims))
    , m_context{request.method, request.target, request.headers, examined}
    , m_body(request.body)
    , m_receivedAt(request.receivedAt)
    , m_limits(limits)
    , m_budget(limits)
    , m_apiSecrets(knowledge.apiSecrets)
    , m_keys(knownKeys(knowledge, limits.secrets))
{
    collectSecretForms();
}

SignatureSearch::~SignatureSearch() = default;

std::optional<SignatureOrigin> SignatureSearch::run()
{
    using Stage = MessageForms::Stage;
    if (m_matcher.hasSha256Claim()) {
        // What is no SHA-256 as a whole is hardly ever the beginning of one.
        const bool isOtherFirst = !m_matcher.hasClaimOf(sha256Bytes);
        // One fault before two, of a body of any length.
        const bool isOver =
            tryKnownKeys() || (isOtherFirst && (tryUnkeyedDigests() || tryKeyedDigests())) ||
            tryMessages(Stage::Edges) || trySecretForms(true) || (!isOtherFirst && tryUnkeyedDigests()) ||
            tryMessages(Stage::Usual) || (!isOtherFirst && tryKeyedDigests()) || trySecretForms(false) ||
            tryPlaceholders() || tryMessages(Stage::Others) || tryPairs(some(m_likely, mostLikelyMessages)) ||
            tryLikelyAlgorithms() || tryPairsOfOthers() || tryFurtherPairs() || tryOrders() || tryArrivalStamps();
        Q_UNUSED(isOver)
        return m_origin;
    }
    if (tryUnkeyedDigests() || tryKeyedDigests() || trySecretForms(true))
        return m_origin;
    // They want the messages too, and what is left for hashing them.
    MessageForms(m_body, m_context, m_limits, &m_budget).offerAll([this](Form&& message) {
        m_budget.charge(message.bytes.size());
        note(message);
        keep(message);
        const bool isOfScheme = !message.findings.isEmpty() && message.findings.constLast().cause == u"signed-string";
        if (isOfScheme && tryOurAlgorithms(message))
            return false;
        return !m_budget.isExhausted() && m_budget.spentBytes() < m_limits.hashedBytes / 2;
    });
    if (!m_origin)
        tryLikelyAlgorithms();
    return m_origin;
}

QStringList SignatureSearch::tried() const
{
    QStringList causes;
    // A signature over the address or a header's value is not to be found where neither is known.
    const bool isRequestKnown = !m_context.target.isEmpty();
    for (const char* cause : {"header-truncated", "other-algorithm", "secret-whitespace", "secret-encoded",
                              "secret-quoted", "body-newline", "body-line-endings", "body-bom", "body-reserialised",
                              "body-charset", "body-compressed", "signed-string", "body-empty-signed"}) {
        const QString code = QLatin1String(cause);
        if (m_tried.contains(code) && (isRequestKnown || code != u"signed-string"))
            causes.append(code);
    }
    return causes;
}

bool SignatureSearch::tryPair(Key& key, const Form& message)
{
    if (isOver() || !m_budget.spend(message.bytes.size()))
        return true;
    if (const SignatureClaim* claim = m_matcher.match(key.hash.of(message.bytes))) {
        setOrigin(*claim, &key, message, nullptr);
        return true;
    }
    return false;
}

bool SignatureSearch::tryKnownKeys()
{
    m_tried.insert(QStringLiteral("header-truncated"));
    for (Key& key : m_keys) {
        if (tryPair(key, {m_body, {}}))
            return true;
    }
    return false;
}

void SignatureSearch::collectSecretForms()
{
    for (const Key& key : m_keys) {
        if (!key.isOurs())
            continue;
        offerSecretForms(key.form.bytes, SecretSteps::All, [this, &key](Form&& form) {
            m_secretForms.push_back({std::move(form), key.name});
            return true;
        });
    }
}

bool SignatureSearch::trySecretForms(bool areCommon)
{
    for (const SecretForm& each : m_secretForms) {
        // Each costs a digest over the whole.
        constexpr qsizetype longBody = qsizetype{16} * 1'024;
        const bool isMinor = each.form.findings.size() > 1 || each.form.findings.constLast().isMinor;
        if (each.form.isLikely != areCommon || (m_body.size() > longBody && isMinor))
            continue;
        note(each.form);
        Key made(each.form, {each.name, {}, false}, {}, false);
        if (m_matcher.hasSha256Claim() && tryPair(made, {m_body, {}}))
            return true;
        if (areCommon)
            m_formedKeys.push_back(std::move(made));
    }
    return isOver();
}

/// What is no secret of a webhook: the sender has none.
bool SignatureSearch::tryPlaceholders()
{
    const FormSink sink = [this](Form&& form) {
        Key made(std::move(form), SigningSecret(), {}, false);
        return !tryPair(made, {m_body, {}});
    };
    return !offerApiKeys(m_apiSecrets, sink) || !offerPlaceholderKeys(sink);
}

void SignatureSearch::keep(const Form& message)
{
    const qsizetype most = m_matcher.hasClaimOf(sha256Bytes) ? addressedForOtherAlgorithms : addressedOfOtherLengths;
    if (isUnstampedScheme(message) && m_body.size() <= largeBody && m_addressed.size() < most)
        m_addressed.append(message);
    const bool isLikely = message.isLikely && message.findings.size() == 1;
    const bool isFurther = m_body.size() <= largeBody && isOneChange(message);
    QList<Form>& kept = isLikely ? m_likely : m_further;
    const bool fits = m_keptBytes + message.bytes.size() <= m_limits.preparedBytes;
    if ((!isLikely && !isFurther) || !fits || kept.size() >= (isLikely ? mostLikelyMessages : mostFurtherMessages))
        return;
    m_keptBytes += message.bytes.size();
    kept.append(message);
}

bool SignatureSearch::tryMessages(MessageForms::Stage stage)
{
    MessageForms(m_body, m_context, m_limits, &m_budget).offer(stage, [this, stage](Form&& message) {
        constexpr qsizetype preparing = 2; // times as dear as hashing
        if (stage != MessageForms::Stage::Edges)
            m_budget.charge(preparing * message.bytes.size());
        const size_t hash = qHash(message.bytes, 0);
        if (m_seen.contains(hash))
            return true;
        m_seen.insert(hash);
        note(message);
        for (Key& key : m_keys) {
            if (key.isOurs() && tryPair(key, message))
                return false;
        }
        keep(message);
        return true;
    });
    return isOver();
}

bool SignatureSearch::takeDigest(const Key* key, const Form& message, const QString& algorithm,
                                 const QByteArray& digest)
{
    const SignatureClaim* claim = m_matcher.match(digest);
    if (!claim)
        return false;
    Finding finding{QStringLiteral("other-algorithm"), {{QStringLiteral("algorithm"), algorithm}}};
    if (!key)
        finding.detail.insert(QStringLiteral("unkeyed"), true);
    if (digest.size() == sha256Bytes && (algorithm.endsWith(u"sha512") || algorithm.endsWith(u"sha384")))
        finding.detail.insert(QStringLiteral("bytes"), digest.size()); // the first ones
    setOrigin(*claim, key, message, &finding);
    return true;
}

bool SignatureSearch::tryOtherAlgorithm(const Key* key, const Form& message, OtherDigests which)
{
    m_tried.insert(QStringLiteral("other-algorithm"));
    const DigestSink sink = [&](const QString& algorithm, const QByteArray& digest) {
        return !isOver() && m_budget.spend(message.bytes.size()) && !takeDigest(key, message, algorithm, digest);
    };
    for (const qsizetype bytes : sizesByLikelihood) {
        if (!m_matcher.hasClaimOf(bytes))
            continue;
        const bool wantsMore = key ? offerKeyedDigests(key->form.bytes, message.bytes, bytes, sink, which)
                                   : offerUnkeyedDigests(message.bytes, bytes, sink, which);
        if (!wantsMore)
            return true;
    }
    return isOver();
}

bool SignatureSearch::trySecretDigests(const Key& key)
{
    const DigestSink sink = [&](const QString& algorithm, const QByteArray& digest) {
        return !isOver() && m_budget.spend(key.form.bytes.size()) && !takeDigest(&key, {}, algorithm, digest);
    };
    return !std::all_of(sizesByLikelihood.begin(), sizesByLikelihood.end(), [&](qsizetype bytes) {
        return !m_matcher.hasClaimOf(bytes) || offerSecretDigests(key.form.bytes, bytes, sink);
    });
}

bool SignatureSearch::tryUnkeyedDigests()
{
    return std::any_of(m_keys.begin(), m_keys.end(), [this](const Key& key) { return trySecretDigests(key); }) ||
           tryOtherAlgorithm(nullptr, {m_body, {}}, OtherDigests::All);
}

bool SignatureSearch::tryKeyedDigests()
{
    return std::any_of(m_keys.begin(), m_keys.end(), [this](const Key& key) {
        return tryOtherAlgorithm(&key, {m_body, {}}, key.isOurs() ? OtherDigests::All : OtherDigests::Usual);
    });
}

/// Fewer the more secrets they are tried with.
QList<Form> SignatureSearch::some(const QList<Form>& messages, qsizetype most) const
{
    const auto ours = std::count_if(m_keys.begin(), m_keys.end(), [](const Key& key) { return key.isOurs(); });
    return messages.first(std::min(messages.size(), most / std::max(qsizetype(ours), qsizetype(1))));
}

/// Together with what is often made of a secret, or with a likely message.
bool SignatureSearch::tryLikelyAlgorithms()
{
    const Form body{m_body, {}};
    for (const Key& key : m_formedKeys) {
        if (tryOtherAlgorithm(&key, body, OtherDigests::Usual))
            return true;
    }
    const QList<Form> messages =
        some(m_likely, messagesForOtherAlgorithms) + some(inTurns(m_further), furtherForOtherAlgorithms);
    return std::any_of(messages.cbegin(), messages.cend(),
                       [this](const Form& message) {
                           return tryOtherAlgorithm(nullptr, message, OtherDigests::Usual) || tryOurAlgorithms(message);
                       }) ||
           std::any_of(m_addressed.cbegin(), m_addressed.cend(),
                       [this](const Form& each) { return tryAddressed(each); });
}

bool SignatureSearch::tryAddressed(const Form& message)
{
    if (!m_matcher.hasClaimOf(sha256Bytes))
        return tryOurAlgorithms(message);
    return std::any_of(m_keys.begin(), m_keys.end(), [&](const Key& key) { // as HubSpot signs
        return key.isOurs() && (!m_budget.spend(message.bytes.size()) ||
                                takeDigest(&key, message, QStringLiteral("sha256-of-secret-and-body"),
                                           sha256(key.form.bytes + message.bytes)));
    });
}

bool SignatureSearch::tryOurAlgorithms(const Form& message)
{
    return std::any_of(m_keys.begin(), m_keys.end(), [&](const Key& key) {
        return key.isOurs() && tryOtherAlgorithm(&key, message, OtherDigests::Usual);
    });
}

bool SignatureSearch::tryPairs(const QList<Form>& messages)
{
    for (const Form& message : messages) {
        for (Key& key : m_formedKeys) {
            if (tryPair(key, message))
                return true;
        }
    }
    return isOver();
}

/// Of our own secrets, one form each of the likeliest, with all that was tried of the body.
bool SignatureSearch::tryFurtherPairs()
{
    const qsizetype most = mostFurtherPairs / std::max(qsizetype(m_formedKeys.size()), qsizetype(1));
    return tryPairs(inTurns(m_further).mid(0, most));
}

/// What is bounded by itself counts as bytes, not as trials: those are for what there may be any number of.
bool SignatureSearch::tryUncounted(const Form& message)
{
    for (auto key = m_keys.begin(); key != m_keys.end() && key->isOurs() && !isOver(); ++key) { // ours are first
        m_budget.charge(message.bytes.size());
        if (const SignatureClaim* claim = m_matcher.match(key->hash.of(message.bytes)))
            setOrigin(*claim, &*key, message, nullptr);
    }
    return isOver();
}

bool SignatureSearch::tryOrders()
{
    MessageForms(m_body, m_context, m_limits, &m_budget).offerOrders([this](Form&& message) {
        return !tryUncounted(message);
    });
    return isOver();
}

/// With what is left: a search that went through all else is not called unfinished for want of these.
bool SignatureSearch::tryArrivalStamps()
{
    const FormSink sink = [this](Form&& message) {
        return m_budget.spentBytes() < m_limits.hashedBytes / 4 * 3 && !tryUncounted(message);
    };
    (void)(offerArrivalStamps(m_body, m_receivedAt, sink) && offerGzipStamps(m_body, m_receivedAt, sink));
    return isOver();
}

/// Retired secrets and those of other endpoints.
bool SignatureSearch::tryPairsOfOthers()
{
    const auto others = std::count_if(m_keys.begin(), m_keys.end(), [](const Key& key) { return !key.isOurs(); });
    const qsizetype most = mostFurtherPairs / std::max(qsizetype(others), qsizetype(1));
    if (others == 0)
        return false;
    const QList<Form> messages = m_likely + inTurns(m_further).mid(0, most);
    for (const Form& message : messages) {
        for (Key& key : m_keys) {
            if (!key.isOurs() && tryPair(key, message))
                return true;
        }
    }
    for (const Key& key : m_keys) {
        if (key.isOurs())
            continue;
        offerSecretForms(key.form.bytes, SecretSteps::Common, [this, &key](Form&& form) {
            Key made(std::move(form), key.secret(), key.endpoint, key.isOtherEndpoint);
            return !tryPair(made, {m_body, {}});
        });
        if (isOver())
            return true;
    }
    return false;
}

const SignatureSearch::SecretForm* SignatureSearch::ownFormOf(const Key& key) const
{
    const auto found = std::find_if(m_secretForms.begin(), m_secretForms.end(), [&key](const SecretForm& each) {
        return each.form.isLikely && each.form.findings.size() == 1 && each.form.bytes == key.form.bytes;
    });
    return found == m_secretForms.end() ? nullptr : &*found;
}

void SignatureSearch::setOrigin(const SignatureClaim& claim, const Key* key, const Form& message,
                                const Finding* algorithm)
{
    const SecretForm* own = key && !key->isOurs() ? ownFormOf(*key) : nullptr;
    QList<Finding> findings;
    if (own) {
        findings = own->form.findings;
        findings.first().detail.insert(key->isOtherEndpoint ? QStringLiteral("otherEndpoint")
                                                            : QStringLiteral("retiredSecret"),
                                       key->isOtherEndpoint ? key->endpoint : key->name);
    } else if (key) {
        findings = key->form.findings;
    }
    if (algorithm)
        findings.append(*algorithm);
    findings += message.findings;
    m_origin = SignatureOrigin{.claim = claim, .findings = findings, .message = message.bytes};
    if (!key)
        return;
    m_origin->secretName = own ? own->name : key->name;
    m_origin->endpoint = key->endpoint;
    m_origin->isRetired = !own && key->isRetired;
    m_origin->isOtherEndpoint = !own && key->isOtherEndpoint;
}

} // namespace kaunt
