-- Null in rows of a build that kept one note per change: they are deleted within two hours.
ALTER TABLE "ChangeOrigin" ADD COLUMN "userId" TEXT;

CREATE INDEX "ChangeOrigin_userId_idx" ON "ChangeOrigin"("userId");
