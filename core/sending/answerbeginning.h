// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>

#include <boost/asio/buffer.hpp>
#include <boost/beast/core/buffers_range.hpp>
#include <boost/beast/core/error.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/optional/optional.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>

namespace kaunt {

/// A body of which the beginning is kept, whatever length is told of it, as Beast wants one (its concept Body, to be
/// read). Nothing is reserved for what is only told.
struct AnswerBeginning {
    using value_type = QByteArray;

    static constexpr qsizetype maxBytes = 65'536;

    class reader { // NOLINT(readability-identifier-naming): Beast's name
    public:
        template <bool isRequest, class Fields>
        reader(boost::beast::http::header<isRequest, Fields>& /*head*/, QByteArray& kept)
            : m_kept(kept)
        {
        }
        static void init(const boost::optional<std::uint64_t>& /*told*/, boost::beast::error_code& error)
        {
            error = {};
        }
        template <class Buffers>
        std::size_t put(const Buffers& buffers, boost::beast::error_code& error)
        {
            error = {};
            std::size_t taken = 0;
            for (const boost::asio::const_buffer one : boost::beast::buffers_range(buffers)) {
                const auto room = maxBytes - m_kept.size();
                m_kept.append(static_cast<const char*>(one.data()), std::min(static_cast<qsizetype>(one.size()), room));
                taken += one.size();
            }
            return taken;
        }
        static void finish(boost::beast::error_code& error) { error = {}; }

    private:
        QByteArray& m_kept;
    };
};

} // namespace kaunt
