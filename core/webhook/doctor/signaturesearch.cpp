// SPDX-License-Identifier: MIT
#include "core/webhook/doctor/signaturesearch.h"

#include "core/webhook/doctor/messageforms.h"
#include "core/webhook/doctor/secretforms.h"
#include "core/webhook/doctor/secretslips.h"
#include "core/webhook/keyedhash.h"

#include <algorithm>
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
constexpr qsizetype mostLikelyMessages = 72;
constexpr qsizetype messagesForOtherAlgorithms = 32;
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
        const bool isOver = tryKnownKeys() || tryOtherAlgorithms(m_keys, OtherDigests::All) || trySecretForms() ||
                            tryPlaceholders() || tryMessages() ||
                            tryOtherAlgorithms(m_formedKeys, OtherDigests::Usual) || tryLikelyAlgorithms() ||
                            tryPairs();
        Q_UNUSED(isOver)
        return m_origin;
    }
    if (tryOtherAlgorithms(m_keys, OtherDigests::All) || trySecretForms() ||
        tryOtherAlgorithms(m_formedKeys, OtherDigests::Usual))
        return m_origin;
    // They want the messages too.
    MessageForms(m_body, m_context, m_limits).offerAll([this](Form&& message) {
        m_budget.charge(message.bytes.size());
        note(message);
        keep(message);
        return m_likely.size() < messagesForOtherAlgorithms && !m_budget.isExhausted();
    });
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

void SignatureSearch::note(const Form& form)
{
    if (!form.findings.isEmpty())
        m_tried.insert(form.findings.constLast().cause);
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
    m_tried.insert(QStringLiteral("header-truncated"));
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
            // Each costs a digest over the whole.
            const bool isMinor = form.findings.size() > 1 || form.findings.constLast().isMinor;
            if (m_body.size() > largeBody && isMinor)
                return true;
            note(form);
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

/// What is no secret of anybody's: the sender has none.
bool SignatureSearch::tryPlaceholders()
{
    return !offerPlaceholderKeys([this](Form&& form) {
        Key made(std::move(form), SigningSecret(), {}, false);
        return !tryPair(made, {m_body, {}});
    });
}

void SignatureSearch::keep(const Form& message)
{
    const bool fits = m_keptBytes + message.bytes.size() <= m_limits.preparedBytes;
    if (!message.isLikely || message.findings.size() > 1 || !fits || m_likely.size() >= mostLikelyMessages)
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

bool SignatureSearch::tryOtherAlgorithm(const Key& key, const Form& message, OtherDigests which)
{
    for (const qsizetype bytes : digestSizes) {
        if (!m_matcher.hasClaimOf(bytes))
            continue;
        const bool wantsMore = offerOtherDigests(
            key.form.bytes, message.bytes, bytes,
            [&](const QString& algorithm, const QByteArray& digest) {
                if (isOver() || !m_budget.spend(message.bytes.size()))
                    return false;
                const SignatureClaim* claim = m_matcher.match(digest);
                if (!claim)
                    return true;
                const Finding finding{QStringLiteral("other-algorithm"), {{QStringLiteral("algorithm"), algorithm}}};
                setOrigin(*claim, key, message, &finding);
                return false;
            },
            which);
        if (!wantsMore)
            return true;
    }
    return isOver();
}

bool SignatureSearch::tryOtherAlgorithms(const std::vector<Key>& keys, OtherDigests which)
{
    m_tried.insert(QStringLiteral("other-algorithm"));
    const Form body{m_body, {}};
    return std::any_of(keys.begin(), keys.end(), [&](const Key& key) { return tryOtherAlgorithm(key, body, which); });
}

/// The likeliest messages, fewer the more secrets they are tried with.
QList<Form> SignatureSearch::likely(qsizetype most) const
{
    const auto ours = std::count_if(m_keys.begin(), m_keys.end(), [](const Key& key) { return key.isOurs(); });
    return m_likely.first(std::min(m_likely.size(), most / std::max(qsizetype(ours), qsizetype(1))));
}

bool SignatureSearch::tryLikelyAlgorithms()
{
    const QList<Form> messages = likely(messagesForOtherAlgorithms);
    for (const Form& message : messages) {
        for (const Key& key : m_keys) {
            if (key.isOurs() && tryOtherAlgorithm(key, message, OtherDigests::Usual))
                return true;
        }
    }
    return false;
}

bool SignatureSearch::tryPairs()
{
    const QList<Form> messages = likely(mostLikelyMessages);
    for (const Form& message : messages) {
        for (Key& key : m_formedKeys) {
            if (tryPair(key, message))
                return true;
        }
    }
    for (const Form& message : std::as_const(m_likely)) {
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
