// SPDX-License-Identifier: Apache-2.0
#include "common/rpc/page_token.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "common/base/digest.h"
#include "tests/support/status_details.h"
#include "tests/support/status_matchers.h"

namespace jiedui::rpc {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::MatchesRegex;

const absl::Time kNow = absl::FromUnixSeconds(1'636'963'200);
const std::string kDigest = Sha256({"request"});
const PageBinding kBinding{.token_key = "key of the store", .request_digest = kDigest};

TEST(PageToken, BringsBackTheLastKeyWhateverItsBytes) {
  for (const std::string& key :
       {std::string("p/p-1"), std::string("\0\xff\n", 3), std::string(1024, 'x'), std::string()})
    EXPECT_THAT(DecodePageToken(kBinding, EncodePageToken(kBinding, key, kNow), kNow), IsOkAndHolds(key));
}

TEST(PageToken, IsSafeInUrlsAndShortEnough) {
  const std::string token = EncodePageToken(kBinding, std::string(1024, '\xff'), kNow);
  EXPECT_THAT(token, MatchesRegex("[A-Za-z0-9_-]+"));
  EXPECT_LE(token.size(), 2000u);
}

TEST(PageToken, LivesForItsLifetime) {
  const std::string token = EncodePageToken(kBinding, "k", kNow);
  EXPECT_THAT(DecodePageToken(kBinding, token, kNow + kPageTokenLifetime - absl::Seconds(1)), IsOkAndHolds("k"));
  const auto late = DecodePageToken(kBinding, token, kNow + kPageTokenLifetime);
  EXPECT_THAT(late, FailsWith(absl::StatusCode::kInvalidArgument, "PAGE_TOKEN_INVALID"));
  EXPECT_THAT(FieldProblems(late.status()), ElementsAre(HasSubstr("page_token: is older than 72 hours")));
}

TEST(PageToken, OfAnotherRequestIsRefused) {
  const std::string other_digest = Sha256({"other request"});
  const std::string token =
      EncodePageToken({.token_key = kBinding.token_key, .request_digest = other_digest}, "k", kNow);
  const auto key = DecodePageToken(kBinding, token, kNow);
  EXPECT_THAT(key, FailsWith(absl::StatusCode::kInvalidArgument, "PAGE_TOKEN_INVALID"));
  EXPECT_THAT(FieldProblems(key.status()), ElementsAre(HasSubstr("belongs to another request")));
}

TEST(PageToken, OfAnotherStoreIsRefused) {
  const std::string token = EncodePageToken({.token_key = "other", .request_digest = kDigest}, "k", kNow);
  EXPECT_THAT(DecodePageToken(kBinding, token, kNow),
              FailsWith(absl::StatusCode::kInvalidArgument, "PAGE_TOKEN_INVALID"));
}

TEST(PageToken, EveryChangedCharacterIsNoticed) {
  const std::string token = EncodePageToken(kBinding, "persons/p-1", kNow);
  for (size_t i = 0; i < token.size(); ++i) {
    std::string changed = token;
    changed[i] = changed[i] == 'A' ? 'B' : 'A';
    EXPECT_FALSE(DecodePageToken(kBinding, changed, kNow).ok()) << i;
    EXPECT_FALSE(DecodePageToken(kBinding, token.substr(0, i), kNow).ok()) << i;
  }
  EXPECT_FALSE(DecodePageToken(kBinding, token + "A", kNow).ok());
}

TEST(PageToken, AnyBytesGetAnAnswer) {
  std::mt19937 random(3);
  for (int round = 0; round < 50'000; ++round) {
    std::string token(random() % 200, 'A');
    for (char& c : token) c = static_cast<char>(random() % 4 == 0 ? random() : 'A' + random() % 26);
    EXPECT_THAT(DecodePageToken(kBinding, token, kNow),
                FailsWith(absl::StatusCode::kInvalidArgument, "PAGE_TOKEN_INVALID"));
  }
  EXPECT_FALSE(DecodePageToken(kBinding, std::string(1'000'000, 'A'), kNow).ok());
}

}  // namespace
}  // namespace jiedui::rpc
