ALTER TABLE "VerificationToken" ADD COLUMN "usedBy" TEXT;
