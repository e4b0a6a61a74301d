// SPDX-License-Identifier: Apache-2.0
// Matchers for absl::Status and absl::StatusOr, which this Abseil does not ship, and for grpc::Status:
//   EXPECT_THAT(status, IsOk());
//   EXPECT_THAT(status_or, IsOkAndHolds(HasSubstr("x")));
//   EXPECT_THAT(status_or, StatusIs(absl::StatusCode::kAborted, HasSubstr("etag")));
//   EXPECT_THAT(status_or, FailsWith(absl::StatusCode::kAborted, "ETAG_MISMATCH"));
#pragma once

#include <gmock/gmock.h>

#include <ostream>
#include <string>
#include <type_traits>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/base/errors.h"

namespace jiedui {

inline const absl::Status& StatusOf(const absl::Status& status) { return status; }
template <typename Value>
const absl::Status& StatusOf(const absl::StatusOr<Value>& result) {
  return result.status();
}
// gRPC's own, which has the same codes; without its details.
template <typename GrpcStatus>
requires requires(const GrpcStatus& status) { status.error_code(); }
absl::Status StatusOf(const GrpcStatus& status) {
  return {static_cast<absl::StatusCode>(status.error_code()), status.error_message()};
}

class StatusCodeMatcher {
 public:
  using is_gtest_matcher = void;
  StatusCodeMatcher(absl::StatusCode code, testing::Matcher<const std::string&> message)
      : code_(code), message_(std::move(message)) {}

  template <typename Result>
  bool MatchAndExplain(const Result& result, testing::MatchResultListener* listener) const {
    const absl::Status& status = StatusOf(result);
    *listener << "which is " << status.ToString();
    return status.code() == code_ && message_.MatchAndExplain(std::string(status.message()), listener);
  }
  void DescribeTo(std::ostream* os) const {
    *os << "is " << absl::StatusCodeToString(code_) << " with a message that ";
    message_.DescribeTo(os);
  }
  void DescribeNegationTo(std::ostream* os) const {
    *os << "not (";
    DescribeTo(os);
    *os << ")";
  }

 private:
  absl::StatusCode code_;
  testing::Matcher<const std::string&> message_;
};

class StatusReasonMatcher {
 public:
  using is_gtest_matcher = void;
  StatusReasonMatcher(absl::StatusCode code, std::string reason) : code_(code), reason_(std::move(reason)) {}

  template <typename Result>
  bool MatchAndExplain(const Result& result, testing::MatchResultListener* listener) const {
    const absl::Status& status = StatusOf(result);
    *listener << "which is " << status.ToString() << " with the reason '" << ReasonOf(status) << "'";
    return status.code() == code_ && ReasonOf(status) == reason_;
  }
  void DescribeTo(std::ostream* os) const { *os << "is " << absl::StatusCodeToString(code_) << " / " << reason_; }
  void DescribeNegationTo(std::ostream* os) const {
    *os << "is not " << absl::StatusCodeToString(code_) << " / " << reason_;
  }

 private:
  absl::StatusCode code_;
  std::string reason_;
};

template <typename Inner>
class OkAndHoldsMatcher {
 public:
  using is_gtest_matcher = void;
  explicit OkAndHoldsMatcher(Inner inner) : inner_(std::move(inner)) {}

  template <typename Result>
  bool MatchAndExplain(const Result& result, testing::MatchResultListener* listener) const {
    if (!result.ok()) {
      *listener << "which is " << result.status().ToString();
      return false;
    }
    using Value = std::remove_reference_t<decltype(*result)>;
    return testing::SafeMatcherCast<const Value&>(inner_).MatchAndExplain(*result, listener);
  }
  void DescribeTo(std::ostream* os) const { *os << "is OK and holds the expected value"; }
  void DescribeNegationTo(std::ostream* os) const { *os << "is not OK, or does not hold the expected value"; }

 private:
  Inner inner_;
};

inline StatusCodeMatcher StatusIs(absl::StatusCode code) { return {code, testing::_}; }
template <typename Message>
StatusCodeMatcher StatusIs(absl::StatusCode code, Message message) {
  return {code, testing::SafeMatcherCast<const std::string&>(testing::Matcher<const std::string&>(message))};
}
inline StatusCodeMatcher IsOk() { return StatusIs(absl::StatusCode::kOk); }
// `reason` as in common/base/errors.h.
inline StatusReasonMatcher FailsWith(absl::StatusCode code, std::string reason) { return {code, std::move(reason)}; }
template <typename Inner>
OkAndHoldsMatcher<Inner> IsOkAndHolds(Inner inner) {
  return OkAndHoldsMatcher<Inner>(std::move(inner));
}

}  // namespace jiedui
