// SPDX-License-Identifier: MIT
#include "core/webhook/doctor/signaturesearch.h"

#include "core/webhook/doctor/messageforms.h"
#include "core/webhook/doctor/otheralgorithms.h"
#include "core/webhook/doctor/secretforms.h"
#include "core/webhook/keyedhash.h"

#include <array>

namespace kaunt {

struct SignatureSearch::Key {
    Form form; ///< its bytes are the key
    QString name;
    QString endpoint;
    bool isRetired = false;
    bool isOtherEndpoint = false;
    KeyedHash hash;

    Key(Form made, const SigningSecret& secret, const QString& owner, bool isOther)
        : form(std::move(made))
        , name(secret.name)
        , endpoint(owner)
        , isRetired(secret.retired)
        , isOtherEndpoint(isOther)
        , hash(form.bytes)
    {
    }

    [[nodiscard]] bool isOurs() const { return !isRetired && !isOtherEndpoint; }
    [[nodiscard]] SigningSecret secret() const { return {name, form.bytes, isRetired}; }
};

namespace {

constexpr qsizetype largeBody = qsizetype{64} * 1'024;
constexpr qsizetype mostLikelyMessages = 160;
constexpr qsizetype messagesForOtherAlgorithms = 16;
constexpr std::array<qsizetype, 6> digestSizes{20, 64, 48, 32, 28, 16};

} // namespace

SignatureSearch::SignatureSearch(QList<SignatureClaim> claims, const RefusedRequest& request,
                                 const DiagnosisKnowledge& knowledge, const DiagnosisLimits& limits)
    : m_matcher(std::move(claims))
    , m_context{request.method, request.target, request.headers,
                headerValues(request.headers, signatureHeaderName).value(0)}
    , m_body(request.body)
    , m_limits(limits)
    , m_budget(limits)
{
    collectKeys(knowledge);
}

SignatureSearch::~SignatureSearch() = default;

void SignatureSearch::collectKeys(const DiagnosisKnowledge& knowledge)
{
    QSet<QByteArray> known;
    const auto add = [&](const QList<SigningSecret>& secrets, const QString& endpoint, bool isOther, bool isRetired) {
        for (const SigningSecret& secret : secrets) {
            const bool isFull = static_cast<qsizetype>(m_keys.size()) >= m_limits.secrets;
            if (isFull || secret.value.isEmpty() || secret.retired != isRetired || known.contains(secret.value))
                continue;
            known.insert(secret.value);
            m_keys.emplace_back(Form{secret.value, {}}, secret, endpoint, isOther);
        }
    };
    add(knowledge.secrets, {}, false, false);
    add(knowledge.secrets, {}, false, true);
    for (const bool isRetired : {false, true}) {
        for (const EndpointSecrets& other : knowledge.otherEndpoints)
            add(other.secrets, other.endpoint, true, isRetired);
    }
}

std::optional<SignatureOrigin> SignatureSearch::run()
{
    if (m_matcher.hasSha256Claim()) {
        const bool isOver = tryKnownKeys() || trySecretForms() || tryMessages() || tryOtherAlgorithms() || tryPairs();
        Q_UNUSED(isOver)
    } else {
        // The other algorithms want the messages too.
        MessageForms(m_body, m_context, m_limits).offerAll([this](Form&& message) {
            m_budget.charge(message.bytes.size());
            keep(message);
            return m_likely.size() < messagesForOtherAlgorithms && !m_budget.isExhausted();
        });
        trySecretForms();
        tryOtherAlgorithms();
    }
    return m_origin;
}

bool SignatureSearch::tryPair(Key& key, const Form& message)
{
    if (isOver() || !m_budget.spend(message.bytes.size()))
        return true;
    if (const SignatureClaim* claim = m_matcher.match(key.hash.of(message.bytes))) {
        setOrigin(*claim, key, message, nullptr);
        return true;
    }
    return false;
}

bool SignatureSearch::tryKnownKeys()
{
    for (Key& key : m_keys) {
        if (tryPair(key, {m_body, {}}))
            return true;
    }
    return false;
}

bool SignatureSearch::trySecretForms()
{
    for (Key& key : m_keys) {
        if (!key.isOurs())
            continue;
        offerSecretForms(key.form.bytes, [this, &key](Form&& form) {
            if (m_body.size() > largeBody && !form.isLikely)
                return true; // each costs a digest over the whole
            Key made(std::move(form), key.secret(), {}, false);
            if (m_matcher.hasSha256Claim() && tryPair(made, {m_body, {}}))
                return false;
            if (made.form.isLikely)
                m_formedKeys.push_back(std::move(made));
            return true;
        });
        if (isOver())
            return true;
    }
    return false;
}

void SignatureSearch::keep(const Form& message)
{
    const bool fits = m_keptBytes + message.bytes.size() <= m_limits.preparedBytes;
    if (!message.isLikely || !fits || m_likely.size() >= mostLikelyMessages)
        return;
    m_keptBytes += message.bytes.size();
    m_likely.append(message);
}

bool SignatureSearch::tryMessages()
{
    MessageForms(m_body, m_context, m_limits).offerAll([this](Form&& message) {
        constexpr qsizetype preparing = 4; // times as dear as hashing
        if (!message.findings.isEmpty())
            m_budget.charge(preparing * message.bytes.size());
        const size_t hash = qHash(message.bytes, 0);
        if (m_seen.contains(hash))
            return true;
        m_seen.insert(hash);
        for (Key& key : m_keys) {
            if (key.isOurs() && tryPair(key, message))
                return false;
        }
        keep(message);
        return true;
    });
    return isOver();
}

bool SignatureSearch::tryOtherAlgorithm(const Key& key, const Form& message)
{
    for (const qsizetype bytes : digestSizes) {
        if (!m_matcher.hasClaimOf(bytes))
            continue;
        const bool wantsMore = offerOtherDigests(
            key.form.bytes, message.bytes, bytes, [&](const QString& algorithm, const QByteArray& digest) {
                if (isOver() || !m_budget.spend(message.bytes.size()))
                    return false;
                const SignatureClaim* claim = m_matcher.match(digest);
                const Finding finding{QStringLiteral("other-algorithm"), {{QStringLiteral("algorithm"), algorithm}}};
                if (claim)
                    setOrigin(*claim, key, message, &finding);
                return !claim;
            });
        if (!wantsMore)
            return true;
    }
    return isOver();
}

bool SignatureSearch::tryOtherAlgorithms()
{
    const Form body{m_body, {}};
    for (const std::vector<Key>* keys : {&m_keys, &m_formedKeys}) {
        for (const Key& key : *keys) {
            if (tryOtherAlgorithm(key, body))
                return true;
        }
    }
    const QList<Form> messages = m_likely.first(std::min(m_likely.size(), messagesForOtherAlgorithms));
    for (const Form& message : messages) {
        for (const Key& key : m_keys) {
            if (key.isOurs() && tryOtherAlgorithm(key, message))
                return true;
        }
    }
    return false;
}

bool SignatureSearch::tryPairs()
{
    for (const Form& message : std::as_const(m_likely)) {
        for (Key& key : m_formedKeys) {
            if (tryPair(key, message))
                return true;
        }
        for (Key& key : m_keys) {
            if (!key.isOurs() && tryPair(key, message))
                return true;
        }
    }
    for (const Key& key : m_keys) {
        if (key.isOurs())
            continue;
        offerSecretForms(key.form.bytes, [this, &key](Form&& form) {
            if (form.findings.size() > 1)
                return false;
            Key made(std::move(form), key.secret(), key.endpoint, key.isOtherEndpoint);
            return !tryPair(made, {m_body, {}});
        });
        if (isOver())
            return true;
    }
    return false;
}

void SignatureSearch::setOrigin(const SignatureClaim& claim, const Key& key, const Form& message,
                                const Finding* algorithm)
{
    QList<Finding> findings = key.form.findings;
    if (algorithm)
        findings.append(*algorithm);
    findings += message.findings;
    m_origin =
        SignatureOrigin{claim, findings, message.bytes, key.name, key.endpoint, key.isRetired, key.isOtherEndpoint};
}

} // namespace kaunt
