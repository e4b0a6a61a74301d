// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/store/verify_certificates.h"

#include "tests/scheduler_service/store/verified_world.h"

namespace jiedui::scheduler {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

// zhao has the first certificate of 2021, qian the second.
class VerifyNumbers : public VerifiedWorld {
 protected:
  VerifyNumbers() {
    Certify("zhao", "yh-cx-2021-000001");
    Certify("qian", "yh-cx-2021-000002");
    SetLast(2);
  }
  void Certify(const std::string& person, const std::string& number) {
    BreakAssignment(person, [&](auto& assignment) { assignment.mutable_certificate()->set_number(number); });
  }
  void SetLast(int64_t last) {
    Write([&](store::Transaction& txn) {
      storage::v1::CertificateCounterRecord counter;
      counter.set_pairing("pairings/yh-cx");
      counter.set_year(2021);
      counter.set_last(last);
      return tables_.certificates.Put(txn, counter);
    });
  }
};

TEST_F(VerifyNumbers, FromOneToTheLast) {
  EXPECT_THAT(Findings(), IsEmpty());
  const auto messages = Messages(store_->NewSnapshot(store::ReadTier::kDisk));
  for (const auto& check : messages.back().summary().checks())
    EXPECT_TRUE(check.check() != "CERTIFICATES" || check.rows() == 2) << check.rows();
}

TEST_F(VerifyNumbers, WithoutGaps) {
  Certify("qian", "yh-cx-2021-000003");
  SetLast(3);
  EXPECT_THAT(Findings(), ElementsAre("5 CERTIFICATES pairings/yh-cx: certificate yh-cx-2021-000002: found 0 "
                                      "assignments with this number, required one"));
}

TEST_F(VerifyNumbers, EachOnce) {
  Certify("sun", "yh-cx-2021-000001");
  EXPECT_THAT(Findings(), ElementsAre("5 CERTIFICATES pairings/yh-cx: certificate yh-cx-2021-000001: found 2 "
                                      "assignments with this number, required one"));
}

TEST_F(VerifyNumbers, NoneThatWasNotCounted) {
  SetLast(1);
  EXPECT_THAT(Findings(), ElementsAre("5 CERTIFICATE_NUMBERS pairings/yh-cx/assignments/qian: certificate "
                                      "yh-cx-2021-000002: found a number that was not counted, required one of the 1 "
                                      "that were"));
  Certify("qian", "yh-cx-2021-000004");  // far beyond
  EXPECT_THAT(Findings(), ElementsAre(HasSubstr("yh-cx-2021-000004: found a number that was not counted")));
  Certify("qian", "another-2021-000001");
  EXPECT_THAT(Findings(), ElementsAre(HasSubstr("another-2021-000001: found a number that was not counted")));
}

TEST_F(VerifyNumbers, ACounterThatIsGone) {
  Write([&](store::Transaction& txn) { return tables_.certificates.Delete(txn, "yh-cx/2021"); });
  EXPECT_THAT(Findings(),
              ElementsAre(HasSubstr("required one of the 0 that were"), HasSubstr("required one of the 0 that were")));
}

}  // namespace
}  // namespace jiedui::scheduler
