// SPDX-License-Identifier: MIT
#pragma once

#include "core/webhook/doctor/form.h"
#include "core/webhook/doctor/reprintings.h"
#include "core/webhook/doctor/signedstrings.h"
#include "core/webhook/doctor/workbudget.h"
#include "core/webhook/jsonvalue.h"

#include <optional>

namespace kaunt {

/// All that a sender may have signed where this body came: the body itself, nothing, the body with other endings, in
/// another charset, printed anew, compressed, wrapped, or with something around it; cheapest and likeliest first, then
/// several at once. Pure; the limits bound what is decompressed and printed, and the budget, where there is one, what
/// is read; the sink bounds the rest.
class MessageForms {
public:
    enum class Stage {
        Edges,  ///< the body, nothing, other endings: for next to nothing
        Usual,  ///< printed anew as most programs do
        Others, ///< all else
    };

    MessageForms(const QByteArray& body, const SignedContext& context, const DiagnosisLimits& limits,
                 WorkBudget* budget = nullptr);

    /// False where the sink wanted no more.
    bool offer(Stage stage, const FormSink& sink) const;
    bool offerAll(const FormSink& sink) const;
    /// The members of the body in other orders: many for what they are, and in none of the stages.
    bool offerOrders(const FormSink& sink) const;

private:
    [[nodiscard]] std::optional<JsonValue> read(QByteArrayView json) const;
    bool offerConstants(const FormSink& sink) const;
    bool offerAround(const Form& source, const FormSink& sink) const;
    bool offerSigned(const FormSink& sink) const;
    bool offerReprinted(const Form& source, Reprintings which, const FormSink& sink) const;
    bool offerReadings(const FormSink& sink) const;
    /// What is wrapped in what was unwrapped, a second and a third time.
    bool offerInner(QList<Form> unwrapped, const FormSink& sink) const;
    bool offerRest(const FormSink& sink) const;
    bool offerRareForms(const FormSink& sink) const;

    const Form m_raw;
    const SignedContext& m_context;
    const DiagnosisLimits m_limits;
    WorkBudget* m_budget;
};

} // namespace kaunt
