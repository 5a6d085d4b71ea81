// SPDX-License-Identifier: MIT
#include "core/webhook/doctor/secretforms.h"

#include "core/webhook/doctor/secretsteps.h"

#include <QSet>

namespace kaunt {

namespace {

/// Whether the second step only takes back the first: what comes of both is what one of them got wrong.
bool areOpposed(const Finding& first, const Finding& second)
{
    const auto told = [](const Finding& finding, QStringView key) { return finding.detail.value(key).toString(); };
    const auto family = [&told](const Finding& finding) {
        const QString encoding = told(finding, u"encoding");
        return encoding.startsWith(u"base64") ? QStringLiteral("base64") : encoding;
    };
    return first.cause == second.cause && family(first) == family(second) &&
           told(first, u"quotes") == told(second, u"quotes") && told(first, u"change") != told(second, u"change");
}

/// Applies steps to secrets and hands on each key once.
class SecretForms {
public:
    SecretForms(const QByteArray& ours, const FormSink& sink)
        : m_sink(sink)
        , m_seen{ours}
    {
    }

    /// False where no more are wanted. What comes of common steps is kept for a second step.
    bool offerStepsFrom(const Form& form, bool onlyCommon, QList<Form>* kept)
    {
        for (const SecretStep& step : secretSteps()) {
            const bool isSecond = !form.findings.isEmpty();
            if ((onlyCommon && !step.isCommon) || (isSecond && areOpposed(form.findings.constLast(), step.finding)))
                continue;
            const std::optional<QByteArray> key = step.apply(form.bytes);
            if (!key || key->isEmpty() || m_seen.contains(*key))
                continue;
            m_seen.insert(*key);
            Form next = form.next(*key, told(step, form.bytes, *key), kept && step.isCommon);
            next.findings += step.besides;
            if (kept && next.isLikely)
                kept->append(next);
            if (!m_sink(std::move(next)))
                return false;
        }
        return true;
    }

private:
    static Finding told(const SecretStep& step, const QByteArray& ours, const QByteArray& key)
    {
        Finding finding = step.finding;
        const QJsonObject more = step.tell ? step.tell(ours, key) : QJsonObject();
        for (auto each = more.begin(); each != more.end(); ++each)
            finding.detail.insert(each.key(), each.value());
        return finding;
    }

    const FormSink& m_sink;
    QSet<QByteArray> m_seen;
};

} // namespace

void offerSecretForms(const QByteArray& ours, SecretSteps steps, const FormSink& sink)
{
    constexpr qsizetype longest = 4'096;
    if (ours.isEmpty() || ours.size() > longest)
        return;
    SecretForms forms(ours, sink);
    QList<Form> oneStepAway;
    if (!forms.offerStepsFrom({ours, {}}, steps == SecretSteps::Common, &oneStepAway) || steps == SecretSteps::Common)
        return;
    for (const Form& form : std::as_const(oneStepAway)) {
        if (!forms.offerStepsFrom(form, true, nullptr))
            return;
    }
}

} // namespace kaunt
