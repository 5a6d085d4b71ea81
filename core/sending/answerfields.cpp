// SPDX-License-Identifier: MIT
#include "core/sending/answerfields.h"

#include <array>

namespace kaunt {

HeaderList answerFields(const boost::beast::http::fields& fields)
{
    using Field = boost::beast::http::field;
    static constexpr std::array tellingFields{Field::content_type, Field::content_encoding, Field::location,
                                              Field::retry_after, Field::allow};
    HeaderList told;
    for (const Field one : tellingFields) {
        const auto found = fields.find(one);
        if (found == fields.end())
            continue;
        const auto name = found->name_string();
        const auto value = found->value();
        told.append({QByteArray(name.data(), static_cast<qsizetype>(name.size())),
                     QByteArray(value.data(), static_cast<qsizetype>(value.size()))});
    }
    return told;
}

} // namespace kaunt
